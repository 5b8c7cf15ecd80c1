import { answersAt } from '#relationship';
import type { TrustBand } from '../score/band.js';
import type { Exposure } from './exposure.js';
import type { Gauge } from './gauge.js';

/** Which relationships of a book; what is null or left out does not matter. */
export type BookFilter = {
  /** Who answers for it at the moment of the question, holiday cover included. */
  readonly owner?: string | null;
  readonly segment?: string | null;
  /** Its band at the moment of the question. */
  readonly band?: TrustBand | null;
};

export function isIn({ owner, segment, band }: BookFilter, exposure: Exposure, asOf: number, gauge: Gauge): boolean {
  if (owner != null && answersAt(exposure, asOf) !== owner) return false;
  if (segment != null && exposure.segment !== segment) return false;
  return band == null || gauge.read(gauge.sumsAt(exposure, asOf), exposure).band === band;
}
