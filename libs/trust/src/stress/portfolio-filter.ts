import { answersAt, isNamed, type Money } from '#relationship';
import type { TrustBand } from '../score/band.js';
import type { Exposure } from './exposure.js';
import type { Gauge } from './gauge.js';

/** Selects relationships of the portfolio. A condition that is null or left out does not filter. */
export type PortfolioFilter = {
  /** Who is responsible for it at the moment of the question, holiday cover included. */
  readonly owner?: string | null;
  readonly segment?: string | null;
  /** Its band at the moment of the question. */
  readonly band?: TrustBand | null;
  /** Renewal at this time or later, milliseconds since the epoch. */
  readonly renewsFrom?: number | null;
  /** Renewal before this time, milliseconds since the epoch. */
  readonly renewsBefore?: number | null;
  /** Value of this amount or more, in this currency. */
  readonly valueAtLeast?: Money | null;
};

export function isIn(filter: PortfolioFilter, exposure: Exposure, asOf: number, gauge: Gauge): boolean {
  const { owner, segment, band } = filter;
  if (owner != null && !isNamed(owner, answersAt(exposure, asOf))) return false;
  if (segment != null && !isNamed(segment, exposure.segment)) return false;
  if (!isRenewedWithin(filter, exposure) || !isWorth(filter, exposure)) return false;
  return band == null || gauge.read(gauge.sumsAt(exposure, asOf), exposure).band === band;
}

function isRenewedWithin({ renewsFrom, renewsBefore }: PortfolioFilter, { renewsAt }: Exposure): boolean {
  if (renewsFrom == null && renewsBefore == null) return true;
  return renewsAt !== null && renewsAt >= (renewsFrom ?? -Infinity) && renewsAt < (renewsBefore ?? Infinity);
}

const isWorth = ({ valueAtLeast }: PortfolioFilter, { value }: Exposure): boolean =>
  valueAtLeast == null || (value?.currency === valueAtLeast.currency && value.amount >= valueAtLeast.amount);
