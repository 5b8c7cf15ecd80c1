import { compareText } from '#relationship';
import { aucOf } from '../statistics/ranking.js';
import { permutationTest, type Unit } from './permutation-test.js';

/** The predictions about customers whose contacts one recorder wrote down, for the most part. */
export type RecorderResult = {
  readonly recorder: string;
  readonly customers: number;
  readonly predictions: number;
  readonly bad: number;
  /**
   * How many bad outcomes the same risks predict over all recorders: the calibrated risks, shifted to the rate that came. A
   * drift that all recorders share therefore points at none of them. If more came, the scores of this recorder are too high.
   */
  readonly expectedBad: number;
  /** Points. */
  readonly meanScore: number;
  readonly auc: number | null;
};

export type RecorderEffect = {
  /** How many recorders there are, those with too few predictions included. */
  readonly recorders: number;
  /** Those with enough predictions, most predictions first. */
  readonly results: readonly RecorderResult[];
  /**
   * How often customers that are assigned to recorders at random differ as much between recorders, 0 to 1. Null where fewer
   * than two recorders have enough predictions, or too few outcomes were bad, or good.
   */
  readonly pValue: number | null;
};

/** One entry for each judged prediction. */
export type RecorderEffectOptions = {
  readonly customers: readonly string[];
  /** Null: nothing was recorded yet. */
  readonly recorders: readonly (string | null)[];
  readonly bad: readonly boolean[];
  /** 100 points less the score. */
  readonly risks: readonly number[];
  /** 0 to 1; null where there was nothing to learn from. Such predictions are left out here. */
  readonly calibrated: readonly (number | null)[];
  readonly rounds: number;
  readonly seed: number;
};

const FEWEST_PREDICTIONS = 20;
const FEWEST_CUSTOMERS = 3;
/** Of the rarer outcome, over all recorders with enough predictions. */
const FEWEST_OUTCOMES = 20;

/** Whether the customers of one recorder fare otherwise than the same scores predict elsewhere. */
export function recorderEffect(options: RecorderEffectOptions): RecorderEffect {
  const { customers, rounds, seed } = options;
  const groups = Map.groupBy(options.recorders.keys(), (index) =>
    options.calibrated[index] === null ? null : (options.recorders[index] ?? null),
  );
  groups.delete(null);
  const enough = [...groups].flatMap(([recorder, places]) => {
    const isEnough =
      places.length >= FEWEST_PREDICTIONS && new Set(places.map((place) => customers[place])).size >= FEWEST_CUSTOMERS;
    return recorder !== null && isEnough ? [{ recorder, places }] : [];
  });
  const expectedAt = expectedBad(
    enough.flatMap(({ places }) => places),
    options,
  );
  const results = enough.map(({ recorder, places }) => resultOf(recorder, places, options, expectedAt));
  const pValue = isEnough(results) ? permutationTest(unitsOf(enough, options, expectedAt), { rounds, seed }) : null;
  return {
    recorders: groups.size,
    results: results.sort((a, b) => b.predictions - a.predictions || compareText(a.recorder, b.recorder)),
    pValue,
  };
}

/** The variance of an outcome: how much it says. */
const varianceOf = (risk: number): number => Math.max(risk * (1 - risk), 1e-6);

/**
 * The calibrated risk of each prediction, shifted by what all recorders share, such as a drift of the base rate: that is no
 * difference between recorders. The shift is in proportion to the variance.
 */
function expectedBad(places: readonly number[], { bad, calibrated }: RecorderEffectOptions): (place: number) => number {
  let [excess, variance] = [0, 0];
  for (const place of places) {
    const risk = calibrated[place] ?? 0;
    excess += (bad[place] ? 1 : 0) - risk;
    variance += varianceOf(risk);
  }
  const shift = variance === 0 ? 0 : excess / variance;
  return (place) => {
    const risk = calibrated[place] ?? 0;
    return risk + shift * varianceOf(risk);
  };
}

/** With few bad outcomes, or few good ones, chance would point at somebody. */
function isEnough(results: readonly RecorderResult[]): boolean {
  const bad = results.reduce((sum, each) => sum + each.bad, 0);
  const all = results.reduce((sum, each) => sum + each.predictions, 0);
  return results.length >= 2 && Math.min(bad, all - bad) >= FEWEST_OUTCOMES;
}

function resultOf(
  recorder: string,
  places: readonly number[],
  options: RecorderEffectOptions,
  expectedAt: (place: number) => number,
): RecorderResult {
  const bad = places.map((place) => options.bad[place] ?? false);
  const risks = places.map((place) => options.risks[place] ?? 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    recorder,
    customers: new Set(places.map((place) => options.customers[place])).size,
    predictions: places.length,
    bad: bad.filter(Boolean).length,
    expectedBad: sum(places.map(expectedAt)),
    meanScore: 100 - sum(risks) / places.length,
    auc: aucOf(risks, bad),
  };
}

/** One for each recorder and customer. The order decides how a seed assigns them, so it follows the predictions. */
function unitsOf(
  recorders: readonly { readonly places: readonly number[] }[],
  { customers, bad, calibrated }: RecorderEffectOptions,
  expectedAt: (place: number) => number,
): Unit[] {
  const groupAt = new Map(recorders.flatMap(({ places }, group) => places.map((place) => [place, group] as const)));
  const units = new Map<string, { group: number; excess: number; variance: number }>();
  for (const [place, customer] of customers.entries()) {
    const group = groupAt.get(place);
    if (group === undefined) continue;
    const key = `${group}:${customer}`;
    const unit = units.get(key) ?? { group, excess: 0, variance: 0 };
    unit.excess += (bad[place] ? 1 : 0) - expectedAt(place);
    unit.variance += varianceOf(calibrated[place] ?? 0);
    units.set(key, unit);
  }
  return [...units.values()];
}
