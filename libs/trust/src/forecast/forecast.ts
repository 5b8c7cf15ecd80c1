import type { OwnRecord } from './own-record.js';

/** As how many promises of the customer the group's kept rate counts. */
const RATE_WEIGHT = 2;

/**
 * How likely a promise is to be missed, 0 to 1: 1 - (r + W a) / (r + s + W), where r and s are the kept and missed promises of
 * the customer in the group of the promise, each counting half after 90 days, and W is 2.
 * @param keptRate a, the share of promises of the group that is kept, 0 to 1
 */
export function missRisk({ keptNow, missedNow }: Pick<OwnRecord, 'keptNow' | 'missedNow'>, keptRate: number): number {
  return (missedNow + RATE_WEIGHT * (1 - keptRate)) / (keptNow + missedNow + RATE_WEIGHT);
}
