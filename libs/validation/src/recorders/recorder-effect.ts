import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { compareText } from '#relationship';
import { aucOf } from '../statistics/ranking.js';

/** Predictions about customers whose contacts one recorder wrote down, for the most part. */
export type RecorderBook = {
  readonly recorder: string;
  readonly customers: number;
  readonly predictions: number;
  readonly bad: number;
  /**
   * How many bad outcomes the same scores promise over all books shown together: the calibrated risks, brought to the rate
   * that came, so that a drift which all share accuses nobody. More came than that: the book looks better than it is.
   */
  readonly expectedBad: number;
  /** Points. */
  readonly meanScore: number;
  readonly auc: number | null;
};

export type RecorderEffect = {
  /** Recorders in all, those with too few predictions to be shown among them. */
  readonly recorders: number;
  /** Most predictions first. */
  readonly books: readonly RecorderBook[];
  /**
   * How often customers dealt out to recorders by lot would differ as much between recorders, 0 to 1; null where fewer
   * than two recorders have enough, or too few outcomes were bad, or good.
   */
  readonly pValue: number | null;
};

export type RecorderAsked = {
  readonly customers: readonly string[];
  /** Null: nothing was recorded yet. */
  readonly recorders: readonly (string | null)[];
  readonly bad: readonly boolean[];
  /** Points short of full trust. */
  readonly risks: readonly number[];
  /** 0 to 1. */
  readonly calibrated: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

const FEWEST_PREDICTIONS = 20;
const FEWEST_CUSTOMERS = 3;
/** Of the rarer outcome, in all books shown. */
const FEWEST_OUTCOMES = 20;

/** Whether one recorder's book differs from the others': what came, against what the same scores promise elsewhere. */
export function recorderEffect(asked: RecorderAsked): RecorderEffect {
  const groups = Map.groupBy(asked.recorders.keys(), (index) => asked.recorders[index] ?? null);
  groups.delete(null);
  const shown = [...groups].filter(
    ([, places]) =>
      places.length >= FEWEST_PREDICTIONS &&
      new Set(places.map((place) => asked.customers[place])).size >= FEWEST_CUSTOMERS,
  );
  const shift = shiftOf(
    shown.flatMap(([, places]) => places),
    asked,
  );
  const books = shown
    .map(([recorder, places]) => bookOf(recorder ?? '', places, asked, shift))
    .sort((a, b) => b.predictions - a.predictions || compareText(a.recorder, b.recorder));
  return { recorders: groups.size, books, pValue: isEnough(books) ? byLot(books, asked, shift) : null };
}

/** Of a risk: how much an outcome tells. */
const spreadOf = (risk: number): number => Math.max(risk * (1 - risk), 1e-6);

/** What all books share, such as a drift of the base rate, for each unit of spread: no difference between them. */
function shiftOf(places: readonly number[], { bad, calibrated }: RecorderAsked): number {
  let [excess, spread] = [0, 0];
  for (const place of places) {
    const p = calibrated[place] ?? 0;
    excess += (bad[place] ? 1 : 0) - p;
    spread += spreadOf(p);
  }
  return spread === 0 ? 0 : excess / spread;
}

const expectedAt = (place: number, { calibrated }: RecorderAsked, shift: number): number => {
  const p = calibrated[place] ?? 0;
  return p + shift * spreadOf(p);
};

/** With a handful of bad outcomes, or of good ones, chance would be made to accuse somebody. */
function isEnough(books: readonly RecorderBook[]): boolean {
  const bad = books.reduce((sum, book) => sum + book.bad, 0);
  const all = books.reduce((sum, book) => sum + book.predictions, 0);
  return books.length >= 2 && Math.min(bad, all - bad) >= FEWEST_OUTCOMES;
}

function bookOf(recorder: string, places: readonly number[], asked: RecorderAsked, shift: number): RecorderBook {
  const bad = places.map((place) => asked.bad[place] ?? false);
  const risks = places.map((place) => asked.risks[place] ?? 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    recorder,
    customers: new Set(places.map((place) => asked.customers[place])).size,
    predictions: places.length,
    bad: bad.filter(Boolean).length,
    expectedBad: sum(places.map((place) => expectedAt(place, asked, shift))),
    meanScore: 100 - sum(risks) / places.length,
    auc: aucOf(risks, bad),
  };
}

/**
 * Deals the customers of the books shown out among their recorders by lot, whole customers at a time, and counts how
 * often the recorders then differ at least as much.
 */
function byLot(books: readonly RecorderBook[], asked: RecorderAsked, shift: number): number {
  const { customers, recorders, bad, calibrated, rounds, seed } = asked;
  const shown = new Map(books.map(({ recorder }, index) => [recorder, index]));
  const excess = new Map<string, { book: number; excess: number; spread: number }>();
  for (const [place, customer] of customers.entries()) {
    const book = shown.get(recorders[place] ?? '');
    if (book === undefined) continue;
    const key = `${book}:${customer}`;
    const before = excess.get(key) ?? { book, excess: 0, spread: 0 };
    excess.set(key, {
      book,
      excess: before.excess + (bad[place] ? 1 : 0) - expectedAt(place, asked, shift),
      spread: before.spread + spreadOf(calibrated[place] ?? 0),
    });
  }
  const units = [...excess.values()];
  const labels = units.map(({ book }) => book);
  const found = difference(units, labels, books.length);
  const generator = xoroshiro128plus(seed);
  let asMuch = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let place = labels.length - 1; place > 0; place -= 1) {
      const other = uniformInt(generator, 0, place);
      [labels[place], labels[other]] = [labels[other] as number, labels[place] as number];
    }
    if (difference(units, labels, books.length) >= found - 1e-12) asMuch += 1;
  }
  return (asMuch + 1) / (rounds + 1);
}

function difference(
  units: readonly { readonly excess: number; readonly spread: number }[],
  labels: readonly number[],
  books: number,
): number {
  const excess = new Float64Array(books);
  const spread = new Float64Array(books);
  for (const [place, unit] of units.entries()) {
    const book = labels[place] ?? 0;
    excess[book] = (excess[book] ?? 0) + unit.excess;
    spread[book] = (spread[book] ?? 0) + unit.spread;
  }
  let sum = 0;
  for (let book = 0; book < books; book += 1)
    if ((spread[book] ?? 0) > 0) sum += (excess[book] ?? 0) ** 2 / (spread[book] ?? 1);
  return sum;
}
