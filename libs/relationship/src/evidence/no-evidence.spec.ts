import { isoDay, known, on } from '../../../../test/kit/given.js';
import {
  bad,
  declined,
  E,
  escalated,
  I,
  issue,
  met,
  nextBy,
  open,
  promise,
  reset,
  retracted,
  settled,
  surprise,
  update,
  withdrawn,
} from '../../../../test/kit/story.js';
import { CATALOG } from '../contacts/catalog.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { NO_EVIDENCE, type NoEvidence } from '../matters/no-evidence.js';

/** The last contact is no evidence, for this reason. */
type Case = readonly [reason: NoEvidence, ...history: RecordedContact[]];

const ours = issue(2, { detectedAt: isoDay(1) });
const theirs = (days: number, detectedOn?: number) =>
  issue(days, { raisedBy: 'CUSTOMER', ...(detectedOn === undefined ? {} : { detectedAt: isoDay(detectedOn) }) });
const reopened = (days: number, raisedBy: 'PROVIDER' | 'CUSTOMER') =>
  on(days, 'IssueReopened', { issueId: 'I', raisedBy });
const resolved = (days: number) => on(days, 'IssueResolved', { issueId: 'I' });
const owed = on(3, 'ObligationDeferred', { obligationId: 'O', reason: 'why' });
const checkIn = on(1, 'CheckInHeld');

const CASES: readonly Case[] = [
  ['SETS_TERMS', open],
  ['SETS_TERMS', on(1, 'RelationshipUpdated', { segment: 's' })],
  ['SETS_TERMS', on(1, 'RelationshipClosed')],
  ['SETS_TERMS', on(1, 'RelationshipClosed'), on(2, 'RelationshipReopened')],
  ['SETS_TERMS', on(1, 'OwnerAssigned', { owner: 'ben' })],
  ['NAMES_A_PERSON', on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'USER' })],
  ['CUSTOMER_ACTED', on(1, 'RequestReceived', { requestId: 'R' })],
  [
    'CUSTOMER_ACTED',
    declined(1, { alternatives: [{ kind: 'LATER' }] }),
    on(2, 'AlternativeAnswered', { requestId: 'R', accepted: true }),
  ],
  ['NOT_SEEN_BY_CUSTOMER', on(1, 'SupervisorNotified')],
  ['NOT_SEEN_BY_CUSTOMER', owed],
  ['ENDS_A_WAIT', ours, resolved(3)],
  ['FEELING', on(1, 'SentimentRecorded', { level: 'GOOD', reason: 'why' })],
  ['OUTCOME', on(1, 'OutcomeObserved', { kind: 'RENEWED' })],
  ['CORRECTION', checkIn, retracted(2, checkIn)],
  ['ERASURE', on(1, 'CustomerErased')],
  ['MARKER', on(1, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE' })],
  ['MARKER', on(1, 'BandCrossed', { from: 'WATCH', to: 'HEALTHY', model: 'm' })],

  ['WE_FOUND_IT', ours],
  ['WE_FOUND_IT', ours, resolved(3), reopened(4, 'PROVIDER')],
  ['NOT_KNOWN_BEFORE', theirs(2)],
  ['NOT_KNOWN_BEFORE', theirs(2, 2)],
  ['ALREADY_TOLD', bad(2, I), theirs(3, 1)],
  ['ALREADY_TOLD', ours, bad(3, I), surprise(4, I)],
  ['ALREADY_TOLD', ours, bad(3, I), surprise(3, I)],
  ['ALREADY_TOLD', promise(1, 5), bad(2, E), surprise(4, E)],
  // The reset told them of the first due time.
  ['ALREADY_TOLD', promise(1, 5), reset(3, 9), surprise(3, E)],
  ['ALREADY_COUNTED', ours, surprise(3, I), surprise(4, I)],
  ['ALREADY_COUNTED', surprise(2, I), theirs(3, 1)],
  // Told of the first due time, and surprised at the second one before.
  ['ALREADY_COUNTED', promise(1, 5), reset(3, 9), surprise(4, E), surprise(6, E)],
  ['NOT_RESOLVED_THEN', ours, resolved(3), reopened(4, 'CUSTOMER'), reopened(5, 'CUSTOMER')],

  ['TARGET_UNKNOWN', reopened(4, 'CUSTOMER')],
  ['TARGET_UNKNOWN', met(2)],
  ['TARGET_UNKNOWN', reset(2, 5)],
  ['TARGET_UNKNOWN', settled(2, true)],
  ['TARGET_UNKNOWN', withdrawn(2)],

  ['NO_DUE_TIME', promise(1, null)],
  ['NO_DUE_TIME', met(2), promise(1, null)],
  ['SAME_DUE_TIME', promise(1, 5), reset(2, 5)],
  ['ENDED_IN_TIME', met(5), promise(1, 5)],
  ['ENDED_IN_TIME', promise(1, 5), withdrawn(6), reset(2, 7)],
  ['SETTLED_OTHERWISE', settled(6, true), promise(1, 5)],
  ['SETTLED_OTHERWISE', promise(1, 5), settled(6, false), met(4)],
  ['ENDED_BEFORE', promise(1, 5), settled(3, false), met(4)],
  ['ENDED_BEFORE', promise(1, 5), met(3), withdrawn(4)],
  ['ENDED_BEFORE', promise(1, 5), withdrawn(3), settled(4, true)],
  ['MET_LATE', promise(1, 5), met(6)],
  ['UPDATE_GIVEN', on(3, 'StatusUpdateGiven', E), promise(1, null, nextBy(4))],
  ['ENDED_IN_TIME', on(3, 'StatusUpdateGiven', E), met(4), promise(1, 5, nextBy(4))],
];

it.each(CASES.map(([reason, ...history]) => [reason, history] as const))('%s', (reason, history) => {
  const id = history.at(-1)?.id ?? '';
  expect(known(open, ...history).evidenceOf(id)).toBe(reason);
});

it('is RETRACTED whatever it was evidence of', () => {
  const history = known(open, checkIn, retracted(2, checkIn));
  expect(history.evidenceOf(checkIn.id)).toBe('RETRACTED');
});

it('is NOT_YET while it is not on record', () => expect(known(open).evidenceOf(checkIn.id)).toBe('NOT_YET'));

/** The two depend on the moment and on the model: contact-effect.spec of libs/trust. */
const OF_ASSESSMENT: readonly NoEvidence[] = ['NOT_YET', 'NO_WEIGHT', 'RETRACTED'];

it('has a case here for each reason', () =>
  expect([...new Set([...CASES.map(([reason]) => reason), ...OF_ASSESSMENT])].sort()).toEqual(
    Object.keys(NO_EVIDENCE).sort(),
  ));

it.each(Object.entries(NO_EVIDENCE))('%s says so in one sentence', (_reason, sentence) =>
  expect(sentence).toMatch(/^[A-Z][^\n.]*\.$/),
);

it.each(CATALOG)('$type either has a rule of evidence or says why it is none', ({ evidence, neverEvidence }) =>
  expect([evidence, neverEvidence].filter((each) => each !== undefined)).toHaveLength(1),
);

it('is evidence of what the rule says otherwise', () => {
  expect(known(open, escalated(1), update(2)).evidenceOf(checkIn.id)).toBe('NOT_YET');
  expect(known(open, checkIn).evidenceOf(checkIn.id)).toEqual([{ class: 'check_in' }]);
  const unanswered = update(2, nextBy(4));
  expect(known(open, unanswered).evidenceOf(unanswered.id)).toMatchObject([
    { class: 'status_update' },
    { class: 'update_owed_not_sent' },
  ]);
});
