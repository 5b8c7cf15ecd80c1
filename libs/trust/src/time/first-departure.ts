import { HOUR_MS } from '#relationship';
import type { Curve, Moment } from './curve.js';

/** A search condition for a stretch of time between two moments. The first moment has not departed. */
export type Departure = {
  /** True only if no moment of the stretch departs. It may miss that for a long stretch, but not for a short one. */
  readonly excluded: (first: Moment, last: Moment) => boolean;
  /** Whole milliseconds. The search ends with a stretch that is at most this long. */
  readonly resolutionMs: number;
};

const FIRST_STRETCH_MS = HOUR_MS;

/**
 * The stretch, no longer than the resolution, in which the curve first departs; null when it does not depart up to
 * `until`. A stretch that cannot be excluded is split into halves, and the earlier half is searched first. So even a short
 * departure is found, and quiet years cost a few steps. No entry may start to count after `from` and up to `until`.
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

/** The same between two moments. It is fast where they are close together or little happens between them. */
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
