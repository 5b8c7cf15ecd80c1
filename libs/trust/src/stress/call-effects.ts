import { readerOf, type EvidenceEntry, type MatterReader, type Target } from '#relationship';
import { magnitudeOf } from '../evidence/magnitude.js';
import { countsFrom } from '../evidence/weigh.js';
import type { Candidate } from './call-candidates.js';
import { openMatters, type Exposure } from './exposure.js';
import type { ClassSums, Gauge } from './gauge.js';
import type { Strain } from './scenario.js';

/** A set of calls is a bit mask over the candidates. */
export const hasCall = (mask: number, index: number): boolean => (mask & (1 << index)) !== 0;

/** What sets of calls do to the sums under strain, by evidence. */
export class CallEffects {
  private readonly matters: readonly MatterAtStake[];
  private readonly none: ClassSums;

  /** @param asOf when the calls are made */
  constructor(candidates: readonly Candidate[], exposure: Exposure, strain: Strain, asOf: number, gauge: Gauge) {
    const matterNamed = openMatters(exposure);
    const masks = new Map<Target, number>();
    for (const [index, { matter }] of candidates.entries()) masks.set(matter, (masks.get(matter) ?? 0) | (1 << index));
    this.none = new Float64Array(gauge.model.classes.size);
    this.matters = [...masks].map(
      ([name, mask]) =>
        new MatterAtStake(mask, readerOf(matterNamed(name)), candidates, (entries) =>
          sumsOf(entries, strain, asOf, gauge),
        ),
    );
  }

  /** Calls about one matter bear on each other; what those about several do adds up. */
  of(mask: number): ClassSums {
    const [first, ...others] = this.matters.filter((matter) => (matter.mask & mask) !== 0);
    if (first === undefined) return this.none;
    const effect = first.effectOf(mask);
    if (others.length === 0) return effect;
    const total = effect.slice();
    for (const other of others) other.effectOf(mask).forEach((amount, k) => (total[k] = (total[k] ?? 0) + amount));
    return total;
  }
}

class MatterAtStake {
  private readonly effects = new Map<number, ClassSums>();
  private readonly before: ClassSums;

  constructor(
    readonly mask: number,
    private readonly read: MatterReader,
    private readonly candidates: readonly Candidate[],
    private readonly sumsOf: (entries: readonly EvidenceEntry[]) => ClassSums,
  ) {
    this.before = sumsOf(read([]));
  }

  effectOf(mask: number): ClassSums {
    const own = mask & this.mask;
    let effect = this.effects.get(own);
    if (effect === undefined) {
      const calls = this.candidates.filter((_, index) => hasCall(own, index)).map(({ contact }) => contact());
      const { before } = this;
      effect = this.sumsOf(this.read(calls)).map((after, k) => after - (before[k] ?? 0));
      this.effects.set(own, effect);
    }
    return effect;
  }
}

/** What entries come to under strain: those that count when it begins, and the due times that it makes pass. */
function sumsOf(entries: readonly EvidenceEntry[], strain: Strain, asOf: number, gauge: Gauge): ClassSums {
  const { lapses, until } = strain;
  const sums = new Float64Array(gauge.model.classes.size);
  for (const entry of entries) {
    const evidenceClass = gauge.model.classes.get(entry.class);
    if (evidenceClass === undefined) continue;
    const counts = countsFrom(entry) <= asOf || lapses.some(({ obligationId }) => obligationId === entry.obligationId);
    if (counts) gauge.add(sums, entry.class, magnitudeOf(entry, evidenceClass, gauge.model), until - entry.at);
  }
  return sums;
}
