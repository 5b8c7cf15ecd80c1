import type { EvidenceClass } from '../model/model.js';

/**
 * The entries of one class in the order in which they start to count, each with the decayed sum of the class at that
 * entry. Each sum is computed from the one before, not from a fixed origin, so every exponent is at most 0: decades of a
 * 30-day half-life neither overflow nor lose significant digits.
 */
export type Run = {
  readonly class: EvidenceClass;
  readonly at: ArrayLike<number>;
  /** 1 where the entry is a lapse, which counts only after its time. */
  readonly lapse: ArrayLike<number>;
  /** S of the class at the time of the entry, with that entry and all before it. */
  readonly sumOf: (index: number) => number;
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
    sumOf: (index) => sum[index] ?? 0,
  };
}

/** S at an entry: the decayed S of the entry before it, plus the entry itself. */
export const sumWith = (before: number, elapsedMs: number, magnitude: number, halfLifeMs: number): number =>
  decayed(before, elapsedMs, halfLifeMs) + magnitude;

/** S of the class at a time: 0 while none of its entries counts. */
export function sumAt(run: Run, asOf: number): number {
  const last = countedAt(run, asOf) - 1;
  return last < 0 ? 0 : decayed(run.sumOf(last), asOf - (run.at[last] ?? 0), run.class.halfLifeMs);
}

/** The first whole millisecond at which each entry counts, ascending. */
export const countingTimes = ({ at, lapse }: Run): readonly number[] =>
  Array.from(at, (time, index) => time + (lapse[index] ?? 0));

/** When the next entry after `asOf` starts to count; Infinity when none does. */
export function nextCountingTime(run: Run, asOf: number): number {
  const next = countedAt(run, asOf);
  return next < run.at.length ? (run.at[next] ?? 0) + (run.lapse[next] ?? 0) : Infinity;
}

/** What remains of an amount after a time. 0 stays 0: there is nothing to decay before the first entry of a run. */
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
