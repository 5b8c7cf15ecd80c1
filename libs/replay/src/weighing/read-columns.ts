import type { PriorChoice } from '#trust';
import type { EvidenceColumns } from '../columns/evidence-columns.js';
import type { WeighedColumns } from './weigh-columns.js';

/** The weighed sums of one relationship as of a time; a score can be computed from them. */
export type WeighedSums = {
  readonly customerId: string;
  readonly segment: string | null;
  readonly owner: string | null;
  readonly closed: boolean;
  readonly prior: PriorChoice;
  /** The decayed sum of every class, in the model's order. Reused for the next relationship: copy it to keep it. */
  readonly sums: Float64Array;
};

/**
 * Visits, in order, every relationship of the columns that was opened by a time, including closed ones. The sums are those of
 * `assess`, except for rounding. @param asOf milliseconds since the epoch
 */
export function readColumns(weighed: WeighedColumns, asOf: number, visit: (relationship: WeighedSums) => void): void {
  const sums = new Float64Array(weighed.model.classes.size);
  visitOpen(weighed.columns, asOf, (place) => {
    addUp(weighed, place, asOf, sums);
    visit(sumsOf(weighed.columns, place, sums));
  });
}

/** The same under two models at once. @param one and @param other weighed from the same columns */
export function readColumnsTwice(
  one: WeighedColumns,
  other: WeighedColumns,
  asOf: number,
  visit: (one: WeighedSums, other: WeighedSums) => void,
): void {
  const sums = new Float64Array(one.model.classes.size);
  const otherSums = new Float64Array(other.model.classes.size);
  visitOpen(one.columns, asOf, (place) => {
    addUp(one, place, asOf, sums);
    addUp(other, place, asOf, otherSums);
    visit(sumsOf(one.columns, place, sums), sumsOf(other.columns, place, otherSums));
  });
}

/** The rows of a relationship: its entries from `from` to `to`, exclusive, and the row of its terms. */
type Place = { readonly index: number; readonly from: number; readonly to: number; readonly term: number };

function visitOpen(columns: EvidenceColumns, asOf: number, visit: (place: Place) => void): void {
  const { customers, entryEnds, termEnds } = columns;
  let from = 0;
  let firstTerm = 0;
  for (let index = 0; index < customers.length; index += 1) {
    const [to, termEnd] = [entryEnds[index] as number, termEnds[index] as number];
    const term = termAt(columns, firstTerm, termEnd, asOf);
    if (term !== null) visit({ index, from, to, term });
    [from, firstTerm] = [to, termEnd];
  }
}

/** Sums the entries of one relationship. It runs over millions of rows, so it allocates nothing. */
function addUp(
  { columns, magnitude, places, fading }: WeighedColumns,
  { from, to }: Place,
  asOf: number,
  sums: Float64Array,
): void {
  const { class: classes, at, lapse, from: since, until } = columns.entries;
  sums.fill(0);
  for (let row = from; row < to; row += 1) {
    const age = asOf - (at[row] as number);
    if (age < 0 || asOf < (since[row] as number) || asOf >= (until[row] as number)) continue;
    if (age === 0 && lapse[row] === 1) continue;
    const which = classes[row] as number;
    const place = places[which] as number;
    if (place < 0) continue;
    sums[place] = (sums[place] as number) + (magnitude[row] as number) * Math.exp(age * (fading[which] as number));
  }
}

/** The row of the latest terms as of a time, among the rows from `from` to `to`, exclusive; null before the opening. */
function termAt({ terms }: EvidenceColumns, from: number, to: number, asOf: number): number | null {
  for (let row = to - 1; row >= from; row -= 1) if ((terms.from[row] as number) <= asOf) return row;
  return null;
}

function sumsOf(columns: EvidenceColumns, { index, term }: Place, sums: Float64Array): WeighedSums {
  const { terms, segments, owners, customers } = columns;
  const openingTrust = terms.openingTrust[term] as number;
  const segment = named(segments, terms.segment[term]);
  return {
    customerId: customers[index] as string,
    segment,
    owner: named(owners, terms.owner[term]),
    closed: terms.closed[term] === 1,
    prior: { prior: Number.isNaN(openingTrust) ? null : openingTrust, segment },
    sums,
  };
}

const named = (names: readonly string[], place = 0): string | null => (place === 0 ? null : (names[place - 1] ?? null));
