import type { TrustBand } from '../score/band.js';

const HEIGHT = { HEALTHY: 2, WATCH: 1, AT_RISK: 0 } as const;

/**
 * Whether a relationship fell out of its band. Knowing too little any more is a fall from every other band, since silence
 * must not look like recovery; from too little it is one only to be known to be at risk.
 */
export function isWorse(before: TrustBand, after: TrustBand): boolean {
  if (before === after) return false;
  if (before === 'INSUFFICIENT_EVIDENCE') return after === 'AT_RISK';
  return after === 'INSUFFICIENT_EVIDENCE' || HEIGHT[after] < HEIGHT[before];
}
