import { Timeline, type EvidenceEntry, type Target } from '#relationship';
import { magnitudeOf } from '../evidence/magnitude.js';
import { countsFrom } from '../evidence/weigh.js';
import { isWorse } from './band-order.js';
import { callCandidates, type Candidate, type RemedyCall } from './call-candidates.js';
import { type Exposure, factsOf } from './exposure.js';
import type { ClassSums, Gauge, Reading } from './gauge.js';
import type { Strain } from './scenario.js';

export type Remedy = {
  /** The fewest calls that keep the relationship in its band; empty where none do. */
  readonly calls: readonly RemedyCall[];
  /** What it then comes to; as it is without any where none keep it. */
  readonly after: Reading;
  readonly keeps: boolean;
  /** ALL: every set of the calls there are was tried, so no smaller one keeps it. GREEDY: there were too many to try. */
  readonly search: 'ALL' | 'GREEDY';
};

/** A relationship that falls out of its band under a strain. */
export type Fallen = {
  readonly exposure: Exposure;
  readonly strain: Strain;
  /** When the calls would be made, milliseconds since the epoch. */
  readonly asOf: number;
  readonly before: Reading;
  readonly after: Reading;
  /** The sums under strain. */
  readonly sums: ClassSums;
};

/** So many calls have 255 sets, each read in a microsecond or less. */
const MOST_TRIED_ALL = 8;
/** Sets of calls are bit masks. Where more is at stake than this, the calls that cover most are looked at. */
const MOST_CALLS = 30;

/** The fewest calls, made now, with which the relationship would stay in its band after all. */
export function remedyOf(fallen: Fallen, gauge: Gauge): Remedy {
  const { exposure, strain, asOf, before, after, sums } = fallen;
  const candidates = callCandidates(strain, asOf).slice(0, MOST_CALLS);
  const effects = new CallEffects(fallen, candidates, gauge);
  const read = (mask: number): Reading => gauge.read(sums, exposure, effects.of(mask));
  const isKept = ({ band }: Reading) => !isWorse(before.band, band);
  const search = candidates.length <= MOST_TRIED_ALL ? 'ALL' : 'GREEDY';
  const mask = search === 'ALL' ? smallest(candidates.length, read, isKept) : greedy(candidates.length, read, isKept);
  if (mask === null) return { calls: [], after, keeps: false, search };
  const calls = candidates.filter((_, index) => hasBit(mask, index)).map(({ call }) => call);
  return { calls, after: read(mask), keeps: true, search };
}

/** What calls do to the sums under strain, by evidence. Sets of calls are bit masks over the candidates. */
class CallEffects {
  private readonly known = new Map<number, ClassSums>();
  private readonly masksOfMatters: readonly number[];
  private readonly lapsing: ReadonlySet<string>;
  private timeline: Timeline | null = null;

  constructor(
    private readonly fallen: Fallen,
    private readonly candidates: readonly Candidate[],
    private readonly gauge: Gauge,
  ) {
    const byMatter = new Map<Target, number>();
    for (const [index, { matter }] of candidates.entries())
      byMatter.set(matter, (byMatter.get(matter) ?? 0) | (1 << index));
    this.masksOfMatters = [...byMatter.values()];
    this.lapsing = new Set(fallen.strain.lapses.map(({ obligationId }) => obligationId));
  }

  of(mask: number): ClassSums {
    const parts = this.masksOfMatters.map((matter) => matter & mask).filter((part) => part !== 0);
    if (parts.length === 1) return this.inMatter(mask);
    const total = new Float64Array(this.fallen.sums.length);
    for (const part of parts) this.inMatter(part).forEach((amount, k) => (total[k] = (total[k] ?? 0) + amount));
    return total;
  }

  private inMatter(mask: number): ClassSums {
    let effect = this.known.get(mask);
    if (effect === undefined) {
      this.timeline ??= Timeline.of(factsOf(this.fallen.exposure));
      const calls = this.candidates.filter((_, index) => hasBit(mask, index)).map(({ contact }) => contact());
      const { lost, gained } = this.timeline.preview(calls);
      effect = new Float64Array(this.fallen.sums.length);
      for (const entry of lost) this.add(effect, entry, -1);
      for (const entry of gained) this.add(effect, entry, 1);
      this.known.set(mask, effect);
    }
    return effect;
  }

  private add(effect: ClassSums, entry: EvidenceEntry, sign: 1 | -1): void {
    const { asOf, strain } = this.fallen;
    const evidenceClass = this.gauge.model.classes.get(entry.class);
    const lapses = entry.obligationId !== null && this.lapsing.has(entry.obligationId);
    if (evidenceClass === undefined || !(countsFrom(entry) <= asOf || lapses)) return;
    const magnitude = sign * magnitudeOf(entry, evidenceClass, this.gauge.model);
    this.gauge.add(effect, entry.class, magnitude, strain.until - entry.at);
  }
}

type Read = (mask: number) => Reading;
type IsKept = (reading: Reading) => boolean;

/** The first of the smallest sets that keep it, sets tried by size and those that cover most first; null where none does. */
function smallest(count: number, read: Read, isKept: IsKept): number | null {
  for (let size = 1; size <= count; size += 1)
    for (let mask = 1; mask < 1 << count; mask += 1) if (sizeOf(mask) === size && isKept(read(mask))) return mask;
  return null;
}

/** Adds whichever call helps most until it is kept, then leaves out what was not needed after all; null where none keeps it. */
function greedy(count: number, read: Read, isKept: IsKept): number | null {
  const bits = Array.from({ length: count }, (_, index) => 1 << index);
  let mask = 0;
  for (;;) {
    const open = bits.filter((bit) => (mask & bit) === 0).map((bit) => ({ bit, ...read(mask | bit) }));
    const [first] = open.toSorted((a, b) => b.score - a.score);
    if (first === undefined) return null;
    mask |= first.bit;
    if (isKept(first)) break;
  }
  for (const bit of bits) if ((mask & bit) !== 0 && mask !== bit && isKept(read(mask ^ bit))) mask ^= bit;
  return mask;
}

const hasBit = (mask: number, index: number): boolean => (mask & (1 << index)) !== 0;

function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
