import { MINUTE_MS } from '#relationship';
import { nextCountingTime } from '../evidence/run.js';
import type { Weighed } from '../evidence/weigh.js';
import type { PriorChoice } from '../score/prior.js';
import { firstBandChange } from './band-change.js';
import { type Curve, curveOf } from './curve.js';
import { firstDeparture } from './first-departure.js';

export type Reassessment = {
  /** Milliseconds since the epoch, after the time asked about. */
  readonly at: number;
  /** ENTRY: another entry starts to count. BAND: ageing changes the band. DRIFT: the score has moved by the tolerance. */
  readonly because: 'ENTRY' | 'BAND' | 'DRIFT';
};

/** After this many half-lives no class has enough left to move a score. */
const HALF_LIVES_UNTIL_NOTHING = 64;

/** Drift alone causes at most one reassessment of a list row per minute. */
const DRIFT_RESOLUTION_MS = MINUTE_MS;

/**
 * When a score stored at `now` must be assessed again. Until then it is certain to stay within the tolerance and in its
 * band: stretches of time are excluded by bounds, not by samples. The instant of a band change or an entry is exact to the
 * millisecond; drift is reported up to a minute early.
 * @returns null when nothing that is known now will ever change the score
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function nextReassessment(
  weighed: Weighed,
  now: number,
  { tolerancePoints = 0.1, ...prior }: PriorChoice & { readonly tolerancePoints?: number } = {},
): Reassessment | null {
  const curve = curveOf(weighed, prior);
  const entry = nextEntryTime(weighed, now);
  const until = entry === null ? now + HALF_LIVES_UNTIL_NOTHING * slowestHalfLife(weighed) : entry - 1;
  const drift = firstDrift(curve, now, until, tolerancePoints / 100);
  const band = firstBandChange(curve, now, drift ?? until);
  if (band !== null) return { at: band, because: 'BAND' };
  if (drift !== null) return { at: drift, because: 'DRIFT' };
  return entry === null ? null : { at: entry, because: 'ENTRY' };
}

function firstDrift(curve: Curve, now: number, until: number, tolerance: number): number | null {
  const stored = curve.at(now).estimate.trust;
  const found = firstDeparture(curve, now, until, {
    resolutionMs: DRIFT_RESOLUTION_MS,
    excluded: (first, last) => {
      const { lowestTrust, highestTrust } = curve.between(first, last);
      return highestTrust - stored <= tolerance && stored - lowestTrust <= tolerance;
    },
  });
  if (found === null) return null;
  const [stillWithin, next] = found;
  return stillWithin.asOf > now ? stillWithin.asOf : next.asOf;
}

function nextEntryTime({ runs }: Weighed, now: number): number | null {
  const next = Math.min(...runs.map((run) => nextCountingTime(run, now)));
  return next === Infinity ? null : next;
}

const slowestHalfLife = ({ runs }: Weighed): number =>
  runs.reduce((slowest, run) => Math.max(slowest, run.class.halfLifeMs), 0);
