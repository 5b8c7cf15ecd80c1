import type { PriorChoice } from '#trust';
import type { WeighedColumns } from './weigh-columns.js';

/** One relationship as of a time, before any score is made of it. */
export type Standing = {
  readonly customerId: string;
  readonly segment: string | null;
  readonly owner: string | null;
  readonly closed: boolean;
  readonly prior: PriorChoice;
  /** The decayed sum of every class, in the order of the model's classes. Used again for the next relationship: copy what is kept. */
  readonly sums: Float64Array;
};

/**
 * Visits every relationship of the columns that was open as of a time, closed ones too, in their order: with what
 * `assess` would sum, to rounding. @param asOf milliseconds since the epoch
 */
export function readColumns(weighed: WeighedColumns, asOf: number, visit: (standing: Standing) => void): void {
  const { customers, entryEnds, termEnds } = weighed.columns;
  const sums = new Float64Array(weighed.model.classes.size);
  let entry = 0;
  let term = 0;
  for (let index = 0; index < customers.length; index += 1) {
    const [entryEnd, termEnd] = [entryEnds[index] ?? 0, termEnds[index] ?? 0];
    const inForce = termAt(weighed, term, termEnd, asOf);
    if (inForce !== null) {
      sums.fill(0);
      addUp(weighed, entry, entryEnd, asOf, sums);
      visit(standingOf(weighed, index, inForce, sums));
    }
    [entry, term] = [entryEnd, termEnd];
  }
}

/** Adds to `sums` what the entries from one row to another, not included, amount to. */
export function addUp(
  { columns, magnitude, places, fading }: WeighedColumns,
  from: number,
  to: number,
  asOf: number,
  sums: Float64Array,
): void {
  const { class: classes, at, lapse, from: since, until } = columns.entries;
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

/** The row of what was agreed last, among the rows from one to another, not included; null before the opening. */
function termAt({ columns: { terms } }: WeighedColumns, from: number, to: number, asOf: number): number | null {
  for (let row = to - 1; row >= from; row -= 1) if ((terms.from[row] as number) <= asOf) return row;
  return null;
}

function standingOf({ columns }: WeighedColumns, index: number, term: number, sums: Float64Array): Standing {
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
