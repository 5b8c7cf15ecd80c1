import { readerOf, type MatterReader, type Target } from '#relationship';
import { magnitudeOf } from '../evidence/magnitude.js';
import { countsFrom } from '../evidence/weigh.js';
import type { Candidate } from './call-candidates.js';
import { matterOf, openMatters, type Exposure, type MatterKept } from './exposure.js';
import type { ClassSums, Gauge } from './gauge.js';
import type { Strain } from './scenario.js';

/** A set of calls is a bit mask over the candidates. */
export const hasCall = (mask: number, index: number): boolean => (mask & (1 << index)) !== 0;

/** The situation in which calls are made. */
type Strained = {
  readonly exposure: Exposure;
  readonly strain: Strain;
  /** When the calls are made. */
  readonly asOf: number;
  readonly gauge: Gauge;
};

/** Computes from the evidence how sets of calls change the sums under strain. */
export class CallEffects {
  private readonly matters: readonly MatterAtStake[];

  constructor(candidates: readonly Candidate[], strained: Strained) {
    const matterNamed = openMatters(strained.exposure);
    const masks = new Map<Target, number>();
    for (const [index, { matter }] of candidates.entries()) masks.set(matter, (masks.get(matter) ?? 0) | (1 << index));
    this.matters = [...masks].map(
      ([name, mask]) => new MatterAtStake(mask, name, matterNamed(name), candidates, strained),
    );
  }

  /** The change of the sums. Calls about one matter affect each other; the effects of several matters are added. */
  of(mask: number): ClassSums | undefined {
    let effect: ClassSums | undefined;
    for (const matter of this.matters) {
      if ((matter.mask & mask) === 0) continue;
      const own = matter.effectOf(mask);
      effect = effect === undefined ? own : sumOf(effect, own);
    }
    return effect;
  }
}

const sumOf = (a: ClassSums, b: ClassSums): ClassSums => a.map((amount, k) => amount + (b[k] ?? 0));

class MatterAtStake {
  private readonly effects = new Map<number, ClassSums>();
  private readonly read: MatterReader;
  private readonly before: ClassSums;

  constructor(
    readonly mask: number,
    name: Target,
    matter: MatterKept,
    private readonly candidates: readonly Candidate[],
    private readonly strained: Strained,
  ) {
    this.read = readerOf(matter);
    this.before = this.sumsAsItIs(name, matter);
  }

  effectOf(mask: number): ClassSums {
    const own = mask & this.mask;
    const known = this.effects.get(own);
    if (known !== undefined) return known;
    const effect = this.sumsWith(own);
    for (let k = 0; k < effect.length; k += 1) effect[k] = (effect[k] ?? 0) - (this.before[k] ?? 0);
    this.effects.set(own, effect);
    return effect;
  }

  /** The sums of the matter under strain without any calls. */
  private sumsAsItIs(name: Target, { counted }: MatterKept): ClassSums {
    const { exposure, strain, asOf, gauge } = this.strained;
    const sums = gauge.noSums();
    for (const [evidenceClass, sum] of counted) gauge.add(sums, evidenceClass, sum, strain.until - exposure.asOf);
    for (const each of exposure.pending)
      if (matterOf(each) === name && (countsFrom(each) <= asOf || strain.lapses.includes(each)))
        gauge.add(sums, each.class, each.magnitude, strain.until - each.at);
    return sums;
  }

  /** The sums of the matter with calls: the entries that count when the calls are made, and the due times that then pass. */
  private sumsWith(mask: number): ClassSums {
    const { strain, asOf, gauge } = this.strained;
    const calls = this.candidates.filter((_, index) => hasCall(mask, index)).map(({ contact }) => contact());
    const sums = gauge.noSums();
    for (const entry of this.read(calls)) {
      if (countsFrom(entry) > asOf && !isAmong(strain, entry.obligationId)) continue;
      const evidenceClass = gauge.model.classes.get(entry.class);
      if (evidenceClass === undefined) continue;
      gauge.add(sums, entry.class, magnitudeOf(entry, evidenceClass, gauge.model), strain.until - entry.at);
    }
    return sums;
  }
}

function isAmong({ lapses }: Strain, id: string | null): boolean {
  for (const { obligationId } of lapses) if (obligationId === id) return true;
  return false;
}
