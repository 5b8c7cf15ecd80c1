import { countingTimes } from '../evidence/run.js';
import type { Weighed } from '../evidence/weigh.js';
import { bandOf, type TrustBand } from '../score/band.js';
import type { PriorChoice } from '../score/prior.js';
import { type Curve, curveOf, type Moment } from './curve.js';
import { type Departure, departureBetween, firstDeparture } from './first-departure.js';

export type BandChange = {
  /** The first millisecond of the new band. */
  readonly at: number;
  readonly from: TrustBand;
  readonly to: TrustBand;
};

/**
 * Every change of band after `from` and up to `until`, milliseconds since the epoch, in order: by ageing, and by entries
 * that start to count in between, such as due times that pass.
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function bandChanges(weighed: Weighed, from: number, until: number, prior?: PriorChoice): BandChange[] {
  const curve = curveOf(weighed, prior);
  const changes: BandChange[] = [];
  let band = bandAt(curve, from);
  const note = (at: number) => {
    const to = bandAt(curve, at);
    if (to !== band) changes.push({ at, from: band, to });
    band = to;
  };
  let now = from;
  for (const entry of [...entryTimes(weighed, from, until), until + 1]) {
    for (let at = firstBandChange(curve, now, entry - 1); at !== null; at = firstBandChange(curve, at, entry - 1))
      note(at);
    if (entry <= until) note(entry);
    now = entry;
  }
  return changes;
}

/** The times after `from` and up to `until` at which at least one entry starts to count, ascending. */
export function entryTimes({ runs }: Weighed, from: number, until: number): number[] {
  const times = runs.flatMap(countingTimes).filter((time) => time > from && time <= until);
  return [...new Set(times)].toSorted((a, b) => a - b);
}

/** The first millisecond after `from` and up to `until` in another band. No entry may start to count in between. */
export function firstBandChange(curve: Curve, from: number, until: number): number | null {
  const [, changed] = firstDeparture(curve, from, until, leavingBand(curve, bandAt(curve, from))) ?? [];
  return changed?.asOf ?? null;
}

/** The same between two moments that are already computed. */
export function firstBandChangeBetween(curve: Curve, first: Moment, last: Moment): Moment | null {
  const [, changed] =
    departureBetween(curve, first, last, leavingBand(curve, bandOf(first.estimate, curve.model))) ?? [];
  return changed ?? null;
}

const leavingBand = (curve: Curve, band: TrustBand): Departure => ({
  resolutionMs: 1,
  excluded: (first, last) => staysInBand(band, first, last, curve),
});

/** Where trust moves less than this in a stretch of time, it can touch a threshold and return, but not stay across it. */
const STILL = 1e-9;

function staysInBand(band: TrustBand, first: Moment, last: Moment, curve: Curve): boolean {
  const { lowestTrust, highestTrust, lowestUncertainty, highestUncertainty } = curve.between(first, last);
  const isIn = (trust: number, uncertainty: number) => bandOf({ trust, uncertainty }, curve.model) === band;
  const cornersAreIn =
    isIn(lowestTrust, lowestUncertainty) &&
    isIn(lowestTrust, highestUncertainty) &&
    isIn(highestTrust, lowestUncertainty) &&
    isIn(highestTrust, highestUncertainty);
  if (cornersAreIn) return true;
  const nothingBetween = last.asOf - first.asOf <= 1;
  const still = highestTrust - lowestTrust < STILL && highestUncertainty - lowestUncertainty < STILL;
  return (nothingBetween || still) && bandOf(last.estimate, curve.model) === band;
}

const bandAt = (curve: Curve, asOf: number) => bandOf(curve.at(asOf).estimate, curve.model);
