import type { Weighed } from '../evidence/weigh.js';
import type { TrustBand } from '../score/band.js';
import type { PriorChoice } from '../score/prior.js';
import { scoreAt } from '../score/score-at.js';
import { entryTimes } from './band-change.js';

export type LastSufficient = {
  /** HEALTHY, WATCH or AT_RISK. */
  readonly band: Exclude<TrustBand, 'INSUFFICIENT_EVIDENCE'>;
  /** The last millisecond at which there was enough evidence for it; `asOf` itself where there still is. */
  readonly until: number;
};

/**
 * The last band that had enough evidence, at or before `asOf`: silence must not look like recovery.
 * @returns null when there never was enough
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function lastSufficient(weighed: Weighed, asOf: number, prior?: PriorChoice): LastSufficient | null {
  // Between two entries what is known only fades, so a stretch had enough evidence if its first moment had.
  const sufficient = (time: number) => sufficientAt(weighed, time, prior) !== null;
  let end = asOf;
  for (const start of [asOf, ...entryTimes(weighed, -Infinity, asOf).toReversed()]) {
    if (sufficient(start)) {
      const until = lastBefore(end, start, sufficient);
      const band = sufficientAt(weighed, until, prior);
      return band === null ? null : { band, until };
    }
    end = start;
  }
  return null;
}

/** The last millisecond before `end` that is sufficient, `start` being the first and `end`, if later, none. */
function lastBefore(end: number, start: number, sufficient: (time: number) => boolean): number {
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
