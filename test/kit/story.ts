import { DAY_MS, type RecordedContact } from '#relationship';
import { isoDay, on, opened, type Said } from './given.js';

// The words in which most test histories are told: one issue I, one promise E, days since the opening.

export const HOUR = 1 / 24;
/** The shortest time there is, days. */
export const TICK = 1 / DAY_MS;
export const I = { about: { issueId: 'I' } };
export const E = { about: { expectationId: 'E' } };

export const open = opened(0);
export const issue = (days: number, facts: Partial<Said<'IssueReported'>> = {}): RecordedContact =>
  on(days, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER', ...facts });
/** A proactive call with bad news. */
export const bad = (days: number, facts: Partial<Said<'ProactiveCallMade'>> = {}): RecordedContact =>
  on(days, 'ProactiveCallMade', { news: 'BAD', ...facts });
/** A promise due on a day; null where only a system of record knows when. */
export const promise = (
  days: number,
  dueOn: number | null,
  facts: Partial<Said<'ExpectationSet'>> = {},
): RecordedContact =>
  on(days, 'ExpectationSet', { expectationId: 'E', ...(dueOn === null ? {} : { dueAt: isoDay(dueOn) }), ...facts });
export const reset = (days: number, dueOn: number, facts: Partial<Said<'ExpectationReset'>> = {}): RecordedContact =>
  on(days, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(dueOn), ...facts });
export const met = (days: number, facts: Partial<Said<'ExpectationMet'>> = {}): RecordedContact =>
  on(days, 'ExpectationMet', { expectationId: 'E', ...facts });
export const settled = (days: number, kept: boolean): RecordedContact =>
  on(days, 'ExpectationSettled', { expectationId: 'E', kept });
export const withdrawn = (days: number, facts: Partial<Said<'ExpectationWithdrawn'>> = {}): RecordedContact =>
  on(days, 'ExpectationWithdrawn', { expectationId: 'E', ...facts });
/** The customer found out, on the day of its recording unless said otherwise. */
export const surprise = (days: number, facts: Partial<Said<'SurpriseDelayOccurred'>> = {}): RecordedContact =>
  on(days, 'SurpriseDelayOccurred', facts);
export const learnedOn = (days: number) => ({ customerLearnedAt: isoDay(days) });
export const update = (days: number, facts: Partial<Said<'StatusUpdateGiven'>> = {}): RecordedContact =>
  on(days, 'StatusUpdateGiven', facts);
export const nextBy = (days: number) => ({ nextUpdateDueAt: isoDay(days) });
export const escalated = (days: number, facts: Partial<Said<'EscalationRaised'>> = {}): RecordedContact =>
  on(days, 'EscalationRaised', { raisedBy: 'CUSTOMER', ...facts });
export const declined = (days: number, facts: Partial<Said<'RequestDeclined'>> = {}): RecordedContact =>
  on(days, 'RequestDeclined', { requestId: 'R', ...facts });
export const retracted = (days: number, contact: RecordedContact): RecordedContact =>
  on(days, 'ContactRetracted', { contactId: contact.id, reason: 'a slip of the pen' });
