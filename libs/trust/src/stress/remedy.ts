import { isWorse } from './band-order.js';
import { callCandidates, type Candidate, type RemedyCall } from './call-candidates.js';
import { CallEffects, hasCall } from './call-effects.js';
import type { Exposure } from './exposure.js';
import type { ClassSums, Gauge, BandScore } from './gauge.js';
import type { Strain } from './scenario.js';

export type Remedy = {
  /** The fewest calls that keep the relationship in its band; empty where no calls do. */
  readonly calls: readonly RemedyCall[];
  /** Score and band with the calls; without any where no calls keep it. */
  readonly after: BandScore;
  readonly keeps: boolean;
  /** ALL: every set of calls was tried, so no smaller set keeps it. GREEDY: there were too many sets to try all. */
  readonly search: 'ALL' | 'GREEDY';
};

/** A relationship that falls out of its band under a strain. */
export type Fallen = {
  readonly exposure: Exposure;
  readonly strain: Strain;
  /** When the calls would be made, milliseconds since the epoch. */
  readonly asOf: number;
  readonly before: BandScore;
  readonly after: BandScore;
  /** The sums under strain. */
  readonly sums: ClassSums;
};

/** 8 calls have 255 sets, each computed in a microsecond or less. */
const MOST_TRIED_ALL = 8;
/** Sets of calls are bit masks of 32 bits. Of more calls than this, those that cover the most due times are used. */
const MOST_CALLS = 30;

/** The fewest calls, made now, that keep the relationship in its band under the strain. */
export function remedyOf(fallen: Fallen, gauge: Gauge): Remedy {
  const { exposure, strain, asOf, before, after, sums } = fallen;
  const candidates = callCandidates(strain, asOf).slice(0, MOST_CALLS);
  const effects = new CallEffects(candidates, { exposure, strain, asOf, gauge });
  const read = (mask: number): BandScore => gauge.read(sums, exposure, effects.of(mask));
  const isKept = ({ band }: BandScore) => !isWorse(before.band, band);
  const search = candidates.length <= MOST_TRIED_ALL ? 'ALL' : 'GREEDY';
  const options: Options = { count: candidates.length, canBe: togetherIn(candidates), read, isKept };
  const mask = search === 'ALL' ? smallest(options) : greedy(options);
  if (mask === null) return { calls: [], after, keeps: false, search };
  const calls = candidates.filter((_, index) => hasCall(mask, index)).map(({ call }) => call);
  return { calls, after: read(mask), keeps: true, search };
}

/** Whether a set of calls is possible: calls are about a whole issue or about its promises, not both. */
function togetherIn(candidates: readonly Candidate[]): (mask: number) => boolean {
  const wholes = candidates.flatMap(({ isWhole, matter }, index) => {
    const others = candidates.reduce((mask, each, other) => (each.matter === matter ? mask | (1 << other) : mask), 0);
    return isWhole ? [{ bit: 1 << index, others: others & ~(1 << index) }] : [];
  });
  return (mask) => wholes.every(({ bit, others }) => (mask & bit) === 0 || (mask & others) === 0);
}

type Options = {
  readonly count: number;
  readonly canBe: (mask: number) => boolean;
  readonly read: (mask: number) => BandScore;
  readonly isKept: (reading: BandScore) => boolean;
};

/** The first of the smallest sets that keep it: by size, then the calls that cover most first. Null where none does. */
function smallest({ count, canBe, read, isKept }: Options): number | null {
  for (let size = 1; size <= count; size += 1)
    for (let mask = 1; mask < 1 << count; mask += 1)
      if (sizeOf(mask) === size && canBe(mask) && isKept(read(mask))) return mask;
  return null;
}

/** Adds the call that helps most until the band is kept, then removes calls that are not needed. Null where none keep it. */
function greedy({ count, canBe, read, isKept }: Options): number | null {
  const bits = Array.from({ length: count }, (_, index) => 1 << index);
  let mask = 0;
  for (;;) {
    const open = bits.filter((bit) => (mask & bit) === 0 && canBe(mask | bit));
    const [first] = open.map((bit) => ({ bit, ...read(mask | bit) })).toSorted((a, b) => b.score - a.score);
    if (first === undefined) return null;
    mask |= first.bit;
    if (isKept(first)) break;
  }
  for (const bit of bits) if ((mask & bit) !== 0 && mask !== bit && isKept(read(mask ^ bit))) mask ^= bit;
  return mask;
}

function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
