import { HOUR_MS } from '#relationship';
import type { Curve, Moment } from './curve.js';

/** What is asked of a stretch of time between two moments, of which the first has not departed. */
export type Departure = {
  /** Certain that no moment of the stretch departs. May fail to see it of a long stretch, must of a short one. */
  readonly excluded: (first: Moment, last: Moment) => boolean;
  /** How finely the first moment that departs is wanted, whole milliseconds; a stretch this short is its answer. */
  readonly resolutionMs: number;
};

const FIRST_STRETCH_MS = HOUR_MS;

/**
 * The stretch, no longer than the resolution, in which the curve first departs, or null when it does not up to
 * `until`. Whatever cannot be excluded as a whole is halved and looked at in its halves, earlier one first, so
 * nothing is missed however briefly it lasts, and quiet years cost a few steps.
 * No entry may come to count after `from` and up to `until`.
 */
export function firstDeparture(
  curve: Curve,
  from: number,
  until: number,
  departure: Departure,
): [Moment, Moment] | null {
  let first = curve.at(from);
  for (let stretch = FIRST_STRETCH_MS; first.asOf < until; stretch *= 2) {
    const last = curve.at(Math.min(first.asOf + stretch, until));
    const found = departureBetween(curve, first, last, departure);
    if (found !== null) return found;
    first = last;
  }
  return null;
}

/** The same between two moments: best where they are near each other, or little is expected between them. */
export function departureBetween(
  curve: Curve,
  first: Moment,
  last: Moment,
  departure: Departure,
): [Moment, Moment] | null {
  if (departure.excluded(first, last)) return null;
  if (last.asOf - first.asOf <= departure.resolutionMs) return [first, last];
  const middle = curve.at(Math.floor((first.asOf + last.asOf) / 2));
  return departureBetween(curve, first, middle, departure) ?? departureBetween(curve, middle, last, departure);
}
