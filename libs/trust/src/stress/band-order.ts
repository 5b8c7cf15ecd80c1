import type { TrustBand } from '../score/band.js';

const HEIGHT = { HEALTHY: 2, WATCH: 1, AT_RISK: 0 } as const;

/**
 * Whether a relationship fell to a worse band. INSUFFICIENT_EVIDENCE is worse than every other band, since silence must not
 * look like recovery. From INSUFFICIENT_EVIDENCE, only AT_RISK is worse.
 */
export function isWorse(before: TrustBand, after: TrustBand): boolean {
  if (before === after) return false;
  if (before === 'INSUFFICIENT_EVIDENCE') return after === 'AT_RISK';
  return after === 'INSUFFICIENT_EVIDENCE' || HEIGHT[after] < HEIGHT[before];
}
