import type { Weighed } from '../evidence/weigh.js';
import type { TrustBand } from '../score/band.js';
import type { PriorChoice } from '../score/prior.js';
import { scoreAt } from '../score/score-at.js';
import { entryTimes } from './band-change.js';

export type LastSufficient = {
  /** HEALTHY, WATCH or AT_RISK. */
  readonly band: Exclude<TrustBand, 'INSUFFICIENT_EVIDENCE'>;
  /** The last millisecond with enough evidence for it; `asOf` where there is still enough. */
  readonly until: number;
};

/**
 * The last band that had enough evidence, at or before `asOf`: silence must not look like recovery.
 * @returns null when there never was enough
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function lastSufficient(weighed: Weighed, asOf: number, prior?: PriorChoice): LastSufficient | null {
  // Between two entries the evidence only decays, so a stretch had enough evidence only if its first moment had.
  const sufficient = (time: number) => sufficientAt(weighed, time, prior) !== null;
  const start = [asOf, ...entryTimes(weighed, -Infinity, asOf).toReversed()].find(sufficient);
  if (start === undefined) return null;
  const until = lastFrom(start, asOf, sufficient);
  const band = sufficientAt(weighed, until, prior);
  return band === null ? null : { band, until };
}

/** The last sufficient millisecond from `start` to `end`, by bisection: `start` is sufficient, and none after the last is. */
function lastFrom(start: number, end: number, sufficient: (time: number) => boolean): number {
  let [enough, tooLittle] = [start, end];
  while (tooLittle - enough > 1) {
    const middle = Math.floor((enough + tooLittle) / 2);
    if (sufficient(middle)) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}

function sufficientAt(weighed: Weighed, time: number, prior?: PriorChoice): LastSufficient['band'] | null {
  const { band } = scoreAt(weighed, time, prior);
  return band === 'INSUFFICIENT_EVIDENCE' ? null : band;
}
