import type { EvidenceClass } from '../model/model.js';

/**
 * The entries of one class in the order in which they come to count, each with the class's decayed sum as it
 * stands at that entry. Summing from entry to entry rather than from one fixed origin keeps every exponent at or
 * below 0: decades of a 30-day half-life neither overflow nor lose a digit that still matters.
 */
export type Run = {
  readonly class: EvidenceClass;
  readonly at: ArrayLike<number>;
  /** 1 where the entry is a lapse, which counts only after its time. */
  readonly lapse: ArrayLike<number>;
  /** S of the class at the entry's own time, that entry and all before it included. */
  readonly sum: ArrayLike<number>;
};

type Counting = { readonly at: number; readonly lapse: boolean; readonly magnitude: number };

/** @param entries of this class, ascending by time */
export function runOf(evidenceClass: EvidenceClass, entries: readonly Counting[]): Run {
  const inOrder = entries.toSorted((a, b) => a.at - b.at || Number(a.lapse) - Number(b.lapse));
  const sum = new Float64Array(inOrder.length);
  let before = 0;
  let since = 0;
  inOrder.forEach(({ at, magnitude }, index) => {
    before = sumWith(before, at - since, magnitude, evidenceClass.halfLifeMs);
    since = at;
    sum[index] = before;
  });
  return {
    class: evidenceClass,
    at: Float64Array.from(inOrder, ({ at }) => at),
    lapse: Uint8Array.from(inOrder, ({ lapse }) => Number(lapse)),
    sum,
  };
}

/** S at an entry: what is left of S at the entry before it, and the entry itself. */
export const sumWith = (before: number, elapsedMs: number, magnitude: number, halfLifeMs: number): number =>
  decayed(before, elapsedMs, halfLifeMs) + magnitude;

/** S of the class at a time: 0 while none of its entries counts. */
export function sumAt(run: Run, asOf: number): number {
  const last = countedAt(run, asOf) - 1;
  return last < 0 ? 0 : decayed(run.sum[last] ?? 0, asOf - (run.at[last] ?? 0), run.class.halfLifeMs);
}

/** The first whole millisecond at which each entry counts, ascending. */
export const countingTimes = ({ at, lapse }: Run): readonly number[] =>
  Array.from(at, (time, index) => time + (lapse[index] ?? 0));

/** When the next entry after `asOf` comes to count; Infinity when none does. */
export function nextCountingTime(run: Run, asOf: number): number {
  const next = countedAt(run, asOf);
  return next < run.at.length ? (run.at[next] ?? 0) + (run.lapse[next] ?? 0) : Infinity;
}

/** What is left of an amount after a time; the first entry of a run has nothing before it to decay. */
export function decayed(amount: number, elapsedMs: number, halfLifeMs: number): number {
  return amount === 0 ? 0 : amount * 2 ** (-elapsedMs / halfLifeMs);
}

function countedAt({ at, lapse }: Run, asOf: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const time = at[middle] ?? 0;
    if (time < asOf || (time === asOf && lapse[middle] === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
