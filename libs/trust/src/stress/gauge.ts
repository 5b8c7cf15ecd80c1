import { addToTally, emptyTally, type Tally } from '../evidence/tally.js';
import { decayed } from '../evidence/run.js';
import { countsFrom } from '../evidence/weigh.js';
import type { EvidenceClass, TrustModel } from '../model/model.js';
import { bandOf, type TrustBand } from '../score/band.js';
import { priorsOf } from '../score/prior.js';
import { estimateOf } from '../score/estimate.js';
import type { Exposure, Pending } from './exposure.js';

/** Points, 0 to 100, and the band. */
export type BandScore = { readonly score: number; readonly band: TrustBand };

/**
 * Decayed sums of all classes at one time, in the order of the model's classes. Plain arrays: a typed array of this length
 * is allocated outside the heap, and allocating one costs more than computing a score from it.
 */
export type ClassSums = number[];

/** Computes scores of exposures by one model: the same sums and the same formula as `assess`, with few allocations. */
export class Gauge {
  private readonly classes: readonly EvidenceClass[];
  private readonly tally: Tally = emptyTally();
  /** Cache: what remains of each class after the last `elapsedMs`, which many relationships share. */
  private readonly left: { elapsedMs: number; readonly ofClass: Float64Array };
  private readonly none: ClassSums;

  constructor(readonly model: TrustModel) {
    this.classes = [...model.classes.values()];
    this.left = { elapsedMs: 0, ofClass: new Float64Array(this.classes.length).fill(1) };
    // An array that has held a fraction is an array of doubles, and so are its copies: V8 need not convert each of them.
    this.none = this.classes.map(() => 0.5);
    this.none.fill(0);
  }

  /** A new array of zeros. */
  noSums(): ClassSums {
    return this.none.slice();
  }

  /**
   * The sums of everything that counts at a time.
   * @param exposure made by the same model
   * @throws RangeError when the exposure is later than `asOf`
   */
  sumsAt(exposure: Exposure, asOf: number): ClassSums {
    if (asOf < exposure.asOf)
      throw new RangeError(`an exposure as of ${exposure.asOf} has no score at ${asOf}, which is earlier`);
    const sums = this.noSums();
    for (const [name, sum] of exposure.counted) this.add(sums, name, sum, asOf - exposure.asOf);
    for (const each of exposure.pending)
      if (countsFrom(each) <= asOf) this.add(sums, each.class, each.magnitude, asOf - each.at);
    return sums;
  }

  /** What remains of the sums after a time. */
  aged(sums: ClassSums, elapsedMs: number): ClassSums {
    const { left } = this;
    if (left.elapsedMs !== elapsedMs) {
      left.elapsedMs = elapsedMs;
      for (const { index, halfLifeMs } of this.classes) left.ofClass[index] = decayed(1, elapsedMs, halfLifeMs);
    }
    const aged = this.noSums();
    for (let k = 0; k < aged.length; k += 1) aged[k] = (sums[k] ?? 0) * (left.ofClass[k] ?? 0);
    return aged;
  }

  /** The sums with the given due times added, as of `at`, the time of the sums. */
  withLapses(sums: ClassSums, lapses: readonly Pending[], at: number): ClassSums {
    const more = sums.slice();
    for (const each of lapses) this.add(more, each.class, each.magnitude, at - each.at);
    return more;
  }

  add(sums: ClassSums, evidenceClass: string, amount: number, elapsedMs: number): void {
    const found = this.model.classes.get(evidenceClass);
    if (found === undefined) return;
    sums[found.index] = (sums[found.index] ?? 0) + decayed(amount, elapsedMs, found.halfLifeMs);
  }

  /** @param change added to the sums; a sum that falls below 0 counts as 0 */
  read(sums: ClassSums, { openingTrust, segment }: Exposure, change?: ClassSums): BandScore {
    const { tally, model } = this;
    for (const side of [tally.gain, tally.loss, tally.known]) side.fill(0);
    for (const each of this.classes) {
      const sum = (sums[each.index] ?? 0) + (change?.[each.index] ?? 0);
      if (sum > 0) addToTally(tally, each, sum, model);
    }
    const estimate = estimateOf(tally, model, priorsOf(model, { prior: openingTrust, segment }));
    return { score: 100 * estimate.trust, band: bandOf(estimate, model) };
  }
}
