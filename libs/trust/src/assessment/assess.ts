import { timelineAsOf, type Clocks, type RecordedContact, type Timeline } from '#relationship';
import { type Assessment, assessWeighed } from './assess-entries.js';
import { weigh } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import type { PriorChoice } from '../score/prior.js';

/**
 * Trust in one relationship: a pure function of its contacts, two clocks and a model. Every other score is this function
 * with other contacts or another model, or a cached result of it.
 * @param contacts of one relationship, in any order
 * @returns null where the relationship was not open yet
 */
export function assess(
  contacts: Iterable<RecordedContact>,
  { model, ...clocks }: Clocks & { readonly model: TrustModel },
): Assessment | null {
  return assessTimeline(timelineAsOf(contacts, clocks), clocks.asOf, model);
}

/** The same, from a timeline. The timeline must have no fact after `asOf`. */
export function assessTimeline(timeline: Timeline, asOf: number, model: TrustModel): Assessment | null {
  const prior = priorOf(timeline);
  return prior === null ? null : assessWeighed(weigh(timeline.evidence(model.calendar), model), asOf, prior);
}

/** The prior of this relationship; null while it is not open. */
export function priorOf({ profile }: Timeline): PriorChoice | null {
  return profile === null ? null : { prior: profile.openingTrust, segment: profile.segment };
}
