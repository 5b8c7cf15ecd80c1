import { timelineAsOf, type EvidenceEntry, type Timeline } from '#relationship';
import {
  assessWeighed,
  lastSufficient,
  priorOf,
  DEFAULT_MODEL,
  weigh,
  type Assessment,
  type LastSufficient,
  type TrustModel,
  type Weighed,
} from '#trust';
import { day } from '../../kit/given.js';
import { recorded, type Step } from './story.js';

export type Reading = Assessment & {
  readonly timeline: Timeline;
  readonly weighed: Weighed;
  /** The last band with enough evidence; null if there never was one. */
  readonly last: LastSufficient | null;
};

/** The assessment on that day, of the steps until then. */
export const read = (steps: readonly Step[], onDay: number): Reading => readBy(DEFAULT_MODEL, steps, onDay);

export function readBy(model: TrustModel, steps: readonly Step[], onDay: number): Reading {
  const asOf = day(onDay);
  const timeline = timelineAsOf(recorded(steps), { asOf, knownAt: Infinity });
  const prior = priorOf(timeline);
  if (prior === null) throw new Error(`the relationship is not open on day ${onDay}`);
  const weighed = weigh(timeline.evidence(), model);
  return { ...assessWeighed(weighed, asOf, prior), timeline, weighed, last: lastSufficient(weighed, asOf, prior) };
}

/** A new relationship with only one piece of evidence, of the named class, on day 0. */
export function readClass(evidenceClass: string, onDay: number): Assessment {
  const entry: EvidenceEntry = {
    class: evidenceClass,
    at: day(0),
    lapse: false,
    severity: 'NORMAL',
    selfReported: false,
    inform: null,
    causeEventId: evidenceClass,
    place: null,
    obligationId: null,
    recovery: null,
  };
  return assessWeighed(weigh([entry], DEFAULT_MODEL), day(onDay));
}
