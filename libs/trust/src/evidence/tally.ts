import type { EvidenceClass, TrustModel } from '../model/model.js';
import { sumAt } from './run.js';
import type { Weighed } from './weigh.js';

/** The amount of evidence in each dimension at one time; arrays in the order of DIMENSIONS. */
export type Tally = {
  /** r: positive evidence. */
  readonly gain: number[];
  /** s: negative evidence, multiplied by lambda. */
  readonly loss: number[];
  /** N': all evidence, without lambda: a loss that weighs more does not make trust better known. */
  readonly known: number[];
};

export const emptyTally = (): Tally => ({
  gain: [0, 0, 0, 0],
  loss: [0, 0, 0, 0],
  known: [0, 0, 0, 0],
});

/** Adds the evidence of a class whose decayed sum is `sum`. */
export function addToTally(tally: Tally, evidenceClass: EvidenceClass, sum: number, model: TrustModel): void {
  const gained = saturated(sum, evidenceClass.saturatesAt);
  const lost = compounded(sum, model.kappa);
  for (let d = 0; d < 4; d++) {
    const gain = (evidenceClass.gains[d] ?? 0) * gained;
    const loss = (evidenceClass.losses[d] ?? 0) * lost;
    tally.gain[d] = (tally.gain[d] ?? 0) + gain;
    tally.loss[d] = (tally.loss[d] ?? 0) + (model.lambda[d] ?? 0) * loss;
    tally.known[d] = (tally.known[d] ?? 0) + gain + loss;
  }
}

export function tallyAt({ model, runs }: Weighed, asOf: number): Tally {
  const tally = emptyTally();
  for (const run of runs) addToTally(tally, run.class, sumAt(run, asOf), model);
  return tally;
}

/** phi: the tenth check-in of a month says less than the first. */
export const saturated = (sum: number, saturatesAt: number | null): number =>
  saturatesAt === null ? sum : -saturatesAt * Math.expm1(-sum / saturatesAt);

/** psi: a second failure while the first is fresh weighs more than the first did. */
export const compounded = (sum: number, kappa: number): number => sum + kappa * Math.max(0, sum - 1);
