import { decide, type ContactType, type RecordedContact } from '#relationship';
import { isoDay, known, on, opened, type Facts, type Said } from '../../kit/given.js';
import { HOUR } from '../../kit/story.js';

/** A contact, and how an account manager would put it. */
export type Step = { readonly contact: RecordedContact; readonly says: string };

const step = <T extends ContactType>(days: number, type: T, says: string, ...facts: Facts<T>): Step => ({
  contact: on(days, type, ...facts),
  says,
});

const promised = (days: number, dueOn: number, expectationId: string, says: string): Step =>
  step(days, 'ExpectationSet', says, { expectationId, dueAt: isoDay(dueOn) });
const kept = (days: number, expectationId: string, says: string): Step =>
  step(days, 'ExpectationMet', says, { expectationId });

export const OPENING: Step = { contact: opened(0), says: 'The relationship is opened' };
const ISSUE = { about: { issueId: 'outage' } };
const BOTH_VIEWS = { providerView: 'We found it and called.', customerView: 'We lost an afternoon but knew why.' };

/** A month in which nothing is wrong. */
export const BASE: readonly Step[] = [
  OPENING,
  step(10, 'CheckInHeld', 'We show up although nothing is wrong'),
  promised(13, 15, 'access', 'We promise access for a new colleague of theirs by day 15'),
  kept(14, 'access', 'The access is there, a day early'),
  step(20, 'StatusUpdateGiven', 'We tell them how things stand'),
  step(27, 'StatusUpdateGiven', 'And again a week later'),
  promised(34, 36, 'report', 'We promise their monthly report by day 36'),
  kept(35, 'report', 'The report is there'),
];

const EXPORT_PROMISED = promised(38, 42, 'export', 'We promise a new nightly export by day 42');

/** We know of an outage, two hours before it is written down. */
export const detected = (days = 40): Step =>
  step(days, 'IssueReported', 'Our monitoring had found an outage two hours ago; it delays the export', {
    issueId: 'outage',
    raisedBy: 'PROVIDER',
    detectedAt: isoDay(days - 2 * HOUR),
  });

export const called = (days: number, says: string, facts: Partial<Said<'ProactiveCallMade'>> = {}): Step =>
  step(days, 'ProactiveCallMade', says, { ...ISSUE, news: 'BAD', ...facts });

export const foundOut = (days: number, says: string): Step => step(days, 'SurpriseDelayOccurred', says, ISSUE);

const AFTERWARDS: readonly Step[] = [
  step(43, 'StatusUpdateGiven', 'We tell them how far the export is'),
  kept(45, 'export', 'The export runs, a day before the new date'),
  step(52, 'RetrospectiveHeld', 'We look back together: their view and ours', BOTH_VIEWS),
];

const postponed = (days: number, says: string): Step =>
  step(days, 'ExpectationReset', says, { expectationId: 'export', dueAt: isoDay(46) });

/** The month after: an outage that they hear of from us, after two hours. */
export const TOLD: readonly Step[] = [
  ...BASE,
  EXPORT_PROMISED,
  detected(),
  called(40, 'We call with the bad news'),
  postponed(40, 'The export is moved to day 46'),
  ...AFTERWARDS,
];

/** The same, but nobody calls. */
export const NOT_TOLD: readonly Step[] = [
  ...BASE,
  EXPORT_PROMISED,
  detected(),
  foundOut(41, 'They find the outage themselves and ask us'),
  postponed(43, 'The export is late; we move it to day 46'),
  ...AFTERWARDS,
];

/** A new relationship that begins badly. */
export const BAD_START: readonly Step[] = [
  OPENING,
  promised(1, 5, 'setup', 'We promise the set-up by day 5'),
  detected(8),
  foundOut(8, 'They find an outage themselves'),
];

/** The day of TOLD on which something is owed and nobody has called yet. */
export const NOT_TOLD_YET: readonly Step[] = [
  ...BASE,
  step(38, 'ExpectationSet', 'We promise a new nightly export by day 42 and word of it by day 41', {
    expectationId: 'export',
    dueAt: isoDay(42),
    nextUpdateDueAt: isoDay(41),
  }),
  detected(),
];

export const declined = (facts: Partial<Said<'RequestDeclined'>> = {}): readonly Step[] => [
  OPENING,
  step(0, 'RequestDeclined', 'We say no', { requestId: 'discount', ...facts }),
];

/** One promise, and nothing else. */
export const PROMISE_KEPT: readonly Step[] = [
  OPENING,
  promised(1, 3, 'visit', 'We promise a visit'),
  kept(2, 'visit', 'The visit is made'),
];

/** A promise taken back two days before it is due. */
export const takenBack = (facts: Partial<Said<'ExpectationWithdrawn'>> = {}): readonly Step[] => [
  OPENING,
  promised(0, 2, 'visit', 'We promise a visit'),
  step(0, 'ExpectationWithdrawn', 'and take it back', { expectationId: 'visit', ...facts }),
];

export const openedWith = (openingTrust: number): readonly Step[] => [
  { contact: opened(0, { openingTrust }), says: 'The relationship is opened' },
];

export const misstated = (...before: readonly Step[]): readonly Step[] => [
  ...(before.length === 0 ? [OPENING] : before),
  step(before.length === 0 ? 0 : 60, 'MisstatementProven', 'What we said proves untrue', { what: 'It was tested.' }),
];

/** Contacts that must not move a score, each recorded after NOT_TOLD_YET. @param owed the id of an obligation at that time */
export const beside = (owed: string): readonly Step[] => [
  step(40.5, 'SentimentRecorded', 'How you feel it stands (`recordSentiment`); it is shown next to the score', {
    level: 'POOR',
    reason: 'A hunch.',
  }),
  step(40.5, 'OutcomeObserved', 'What the customer did: renewed, left, answered a survey (`recordOutcome`)', {
    kind: 'CSAT',
    value: 1,
  }),
  step(40.5, 'ObligationDeferred', 'Something owed is put off (`deferObligation`)', {
    obligationId: owed,
    reason: 'They asked us to.',
  }),
  step(40.5, 'SupervisorNotified', 'Your supervisor is told (`notifySupervisor`)', ISSUE),
  step(40.5, 'OwnerAssigned', 'A colleague takes over (`assignOwner`)', { owner: 'harbour' }),
  step(40.5, 'StakeholderAdded', 'A person at the customer is added (`addStakeholder`)', {
    stakeholderId: 'sponsor',
    name: 'The sponsor',
    role: 'EXECUTIVE',
  }),
  step(40.5, 'RequestReceived', 'The customer asks for something (`recordRequest`)', {
    requestId: 'discount',
    asked: 'A discount',
  }),
  step(40.5, 'ExpectationSet', 'A promise, as long as it is not due (`setExpectation`)', {
    expectationId: 'new',
    dueAt: isoDay(90),
  }),
];

/** So many check-ins spread over thirty days. */
export const checkIns = (count: number): readonly Step[] => [
  OPENING,
  ...Array.from({ length: count }, (_, n) => step((30 * n) / count, 'CheckInHeld', 'A check-in')),
];

/** One check-in, with these facts. */
export const checkIn = (facts: Said<'CheckInHeld'> = {}): readonly Step[] => [
  ...NOT_TOLD_YET,
  step(40.5, 'CheckInHeld', 'A check-in', facts),
];

/** The contacts of the steps. @throws Error the rules refuse one of them */
export function recorded(steps: readonly Step[]): RecordedContact[] {
  const contacts: RecordedContact[] = [];
  for (const { contact, says } of steps) {
    const decision = decide(known(...contacts), contact);
    if (decision.is !== 'RECORDED') throw new Error(`"${says}" would not be recorded: ${JSON.stringify(decision)}`);
    contacts.push(contact);
  }
  return contacts;
}
