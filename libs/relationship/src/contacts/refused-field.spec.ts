import { given, isoDay, on, onUnchecked, opened, type Said } from '../../../../test/kit/given.js';
import {
  declined,
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
import { CATALOG } from './catalog.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { ABOUT_REFUSALS } from './about-rules.js';

const asked = (days: number, note?: string) => on(days, 'RequestReceived', { requestId: 'R', note });
const answered = (days: number, accepted = true) => on(days, 'AlternativeAnswered', { requestId: 'R', accepted });
const handedOver = on(3, 'IssueHandedOver', { issueId: 'I' });
const resolved = (days: number, note?: string) => on(days, 'IssueResolved', { issueId: 'I', note });
const reopened = on(3, 'IssueReopened', { issueId: 'I', raisedBy: 'CUSTOMER' });
const ana = (role: 'SPONSOR' | 'USER') => on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role });
const agreed = (...actions: NonNullable<Said<'RetrospectiveHeld'>['actions']>) =>
  on(1, 'RetrospectiveHeld', { providerView: 'v', actions });
const verified = (days: number, note?: string) => on(days, 'CorrectiveActionVerified', { actionId: 'A', note });
const fulfilled = (days: number) => on(days, 'NeedFulfilled', { needId: 'N' });
const deferred = (facts: Partial<Said<'ObligationDeferred'>> = {}) =>
  on(2, 'ObligationDeferred', { obligationId: 'O', reason: 'r', ...facts });
const felt = on(1, 'SentimentRecorded', { level: 'GOOD', reason: 'r', expiresAt: isoDay(1) });
const checkIn = on(1, 'CheckInHeld');
const offered = declined(1, { alternatives: [{ kind: 'LATER' }] });
const held = (reason: string) => on(1, 'LegalHoldSet', { holdId: 'H', reason });
const lifted = (days: number, reason?: string) => on(days, 'LegalHoldLifted', { holdId: 'H', reason });
const kept = [open, promise(1, 9), met(2)];

type Case = readonly [when: RecordedContact, code: string, field: string | null, given: readonly RecordedContact[]];

const CASES: readonly Case[] = [
  [opened(1, { name: 'n' }), 'RELATIONSHIP_ALREADY_OPEN', 'customerId', [open]],
  [opened(1, { timeZone: 'Mars/Olympus' }), 'TIME_ZONE_UNKNOWN', 'timeZone', []],
  [on(1, 'RelationshipUpdated', { timeZone: 'Mars/Olympus' }), 'TIME_ZONE_UNKNOWN', 'timeZone', [open]],
  [opened(1, { value: { amount: 1, currency: 'EURO' } }), 'CURRENCY_UNKNOWN', 'value.currency', []],
  [
    on(1, 'RelationshipUpdated', { value: { amount: 1, currency: 'eur' } }),
    'CURRENCY_UNKNOWN',
    'value.currency',
    [open],
  ],
  [on(1, 'RelationshipReopened'), 'RELATIONSHIP_NOT_CLOSED', null, [open]],
  [on(1, 'OwnerAssigned', { owner: 'ben', until: isoDay(1) }), 'DUE_IN_PAST', 'until', [open]],
  [ana('USER'), 'STAKEHOLDER_ALREADY_ADDED', 'stakeholderId', [open, ana('SPONSOR')]],
  [issue(2, { title: 't' }), 'ISSUE_ALREADY_REPORTED', 'issueId', [open, issue(1)]],
  [issue(1, { detectedAt: isoDay(2) }), 'AFTER_OCCURRED', 'detectedAt', [open]],
  [handedOver, 'ISSUE_UNKNOWN', 'issueId', [open]],
  [handedOver, 'ISSUE_ALREADY_RESOLVED', 'issueId', [open, issue(1), resolved(2)]],
  [resolved(3), 'ISSUE_UNKNOWN', 'issueId', [open]],
  [resolved(3, 'n'), 'ISSUE_ALREADY_RESOLVED', 'issueId', [open, issue(1), resolved(2)]],
  [reopened, 'ISSUE_UNKNOWN', 'issueId', [open]],
  [reopened, 'ISSUE_NOT_RESOLVED', 'issueId', [open, issue(1)]],
  [surprise(1, { knownSince: isoDay(2) }), 'AFTER_OCCURRED', 'knownSince', [open]],
  [update(1, nextBy(1)), 'DUE_IN_PAST', 'nextUpdateDueAt', [open]],
  [promise(1, 5, { what: 'w' }), 'EXPECTATION_ALREADY_SET', 'expectationId', [open, promise(1, 5)]],
  [promise(1, 5, { issueId: 'I' }), 'ISSUE_UNKNOWN', 'issueId', [open]],
  [promise(1, 1), 'DUE_IN_PAST', 'dueAt', [open]],
  [reset(3, 9), 'EXPECTATION_UNKNOWN', 'expectationId', [open]],
  [reset(3, 9), 'EXPECTATION_CLOSED', 'expectationId', kept],
  [reset(3, 3), 'DUE_IN_PAST', 'dueAt', [open, promise(1, 9)]],
  [met(3), 'EXPECTATION_UNKNOWN', 'expectationId', [open]],
  [met(3, { note: 'n' }), 'EXPECTATION_CLOSED', 'expectationId', kept],
  [settled(3, true), 'EXPECTATION_UNKNOWN', 'expectationId', [open]],
  [settled(3, true), 'EXPECTATION_CLOSED', 'expectationId', [open, promise(1, 9), withdrawn(2)]],
  [withdrawn(3), 'EXPECTATION_UNKNOWN', 'expectationId', [open]],
  [withdrawn(3), 'EXPECTATION_CLOSED', 'expectationId', kept],
  [asked(2, 'n'), 'REQUEST_ALREADY_RECORDED', 'requestId', [open, asked(1)]],
  [declined(2, { reason: 'r' }), 'REQUEST_ALREADY_ANSWERED', 'requestId', [open, declined(1)]],
  [answered(2), 'REQUEST_UNKNOWN', 'requestId', [open]],
  [answered(2), 'NO_ALTERNATIVE_OFFERED', 'requestId', [open, asked(1)]],
  [answered(3, false), 'REQUEST_ALREADY_ANSWERED', 'requestId', [open, offered, answered(2)]],
  [fulfilled(2), 'NEED_UNKNOWN', 'needId', [open]],
  [fulfilled(3), 'NEED_ALREADY_FULFILLED', 'needId', [open, declined(1, { needId: 'N' }), fulfilled(2)]],
  [deferred(), 'OBLIGATION_UNKNOWN', 'obligationId', [open]],
  [deferred({ until: isoDay(2) }), 'DUE_IN_PAST', 'until', [open]],
  [on(1, 'RetrospectiveHeld', { wentWell: ['w'] }), 'FIELD_REQUIRED', 'providerView', [open]],
  [agreed({ actionId: 'A' }, { actionId: 'A' }), 'ACTION_ALREADY_AGREED', 'actions.1.actionId', [open]],
  [agreed({ actionId: 'A', dueAt: isoDay(1) }), 'DUE_IN_PAST', 'actions.0.dueAt', [open]],
  [verified(2), 'ACTION_UNKNOWN', 'actionId', [open]],
  [verified(3, 'n'), 'ACTION_ALREADY_VERIFIED', 'actionId', [open, agreed({ actionId: 'A' }), verified(2)]],
  [felt, 'DUE_IN_PAST', 'expiresAt', [open]],
  [retracted(2, checkIn), 'CONTACT_UNKNOWN', 'contactId', [open]],
  [
    on(3, 'ContactRetracted', { contactId: checkIn.id }),
    'CONTACT_ALREADY_RETRACTED',
    'contactId',
    [open, checkIn, retracted(2, checkIn)],
  ],
  [retracted(2, open), 'CONTACT_NOT_RETRACTABLE', 'contactId', [open, checkIn]],
  [held('another'), 'HOLD_ALREADY_SET', 'holdId', [open, held('r')]],
  [lifted(2), 'HOLD_UNKNOWN', 'holdId', [open]],
  [lifted(3, 'r'), 'HOLD_ALREADY_LIFTED', 'holdId', [open, held('r'), lifted(2)]],
  [on(2, 'CustomerErased'), 'UNDER_LEGAL_HOLD', 'customerId', [open, held('r')]],
];

/** What refuseAbout answers, of whatever a contact may be about, has its own table in about-rules.spec; merges have in merge.spec. */
const declared = CATALOG.filter(({ joins }) => joins === undefined).flatMap(({ type, refusals }) => {
  const own = ABOUT_REFUSALS.every((code) => refusals.includes(code))
    ? refusals.filter((code) => !ABOUT_REFUSALS.includes(code))
    : refusals;
  return own.map((code) => `${type} ${code}`);
});

it('has a case for every refusal that a contact declares, and for no other', () =>
  expect([...new Set(CASES.map(([{ type }, code]) => `${type} ${code}`))].sort()).toEqual(declared.sort()));

it.each(CASES.map((each) => [each[0].type, each[1], each[2], each] as const))(
  '%s: %s is of %s',
  (_type, code, field, [when, , , history]) => {
    expect(given(...history).when(when)).toBe(code);
    expect(given(...history).field(when)).toBe(field);
  },
);

it.each([
  [onUnchecked(1, 'SpaceshipLaunched'), 'CONTACT_TYPE_UNKNOWN', 'type', [open]],
  [on(2, 'CheckInHeld', { recordedAt: Date.parse(isoDay(1)) }), 'OCCURRED_IN_FUTURE', 'occurredAt', [open]],
  [checkIn, 'CUSTOMER_UNKNOWN', 'customerId', []],
  [checkIn, 'CUSTOMER_ERASED', 'customerId', [open, on(1, 'CustomerErased')]],
  [checkIn, 'RELATIONSHIP_CLOSED', 'customerId', [open, on(1, 'RelationshipClosed')]],
  [on(1, 'CheckInHeld', { stakeholderId: 'S' }), 'STAKEHOLDER_UNKNOWN', 'stakeholderId', [open]],
] as const)('any contact, such as $type: %s is of %s', (when, code, field, history) => {
  expect(given(...history).when(when)).toBe(code);
  expect(given(...history).field(when)).toBe(field);
});
