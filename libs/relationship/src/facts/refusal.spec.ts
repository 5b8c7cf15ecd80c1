import { given, isoDay, on, onUnchecked, opened } from '../../../../test/kit/given.js';
import { bad, declined, I, issue, met, nextBy, open, promise, retracted, update } from '../../../../test/kit/story.js';
import type { RecordedContact } from './recorded-contact.js';
import { REFUSALS, type RefusalCode } from './refusal.js';

/** Given by the check of what callers send, before anything is decided: tested with it, in libs/contact-log. */
const OF_SHAPE = [
  'FIELD_REQUIRED',
  'FIELD_EMPTY',
  'FIELD_TOO_LONG',
  'FIELD_OUT_OF_RANGE',
  'FIELD_INVALID',
  'FIELD_UNKNOWN',
  'ID_LOOKS_LIKE_EMAIL',
  'TEXT_HOLDS_ADDRESS',
] as const satisfies readonly RefusalCode[];

/** Given only where a contact is replaced: tested in deciding/replace.spec.ts. */
const OF_REPLACEMENT = ['CONTACT_NOT_REPLACEABLE', 'CONTACT_TYPE_DIFFERS'] as const satisfies readonly RefusalCode[];

/** Given by what the recorder may do, not by the facts: tested in test/e2e/roles.e2e-spec.ts. */
const OF_RIGHTS = ['OWNER_NOT_IN_PORTFOLIO', 'MERGE_NOT_RETRACTABLE'] as const satisfies readonly RefusalCode[];

/** Given only where two relationships are to be one: tested in deciding/merge.spec.ts. */
const OF_MERGES = [
  'MERGE_WITH_ITSELF',
  'ALREADY_MERGED',
  'IDS_IN_BOTH',
  'CUSTOMER_ON_RECORD',
] as const satisfies readonly RefusalCode[];

type Decided = Exclude<
  RefusalCode,
  (typeof OF_SHAPE)[number] | (typeof OF_REPLACEMENT)[number] | (typeof OF_RIGHTS)[number] | (typeof OF_MERGES)[number]
>;
type Case = readonly [given: readonly RecordedContact[], when: RecordedContact];

const checkIn = on(1, 'CheckInHeld');
const closed = on(1, 'RelationshipClosed');
const erased = on(1, 'CustomerErased');
const resolved = on(2, 'IssueResolved', { issueId: 'I' });
const ana = on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'USER' });
const held = on(1, 'LegalHoldSet', { holdId: 'H', reason: 'A claim' });
const liftedHold = on(2, 'LegalHoldLifted', { holdId: 'H' });
const lookedBack = on(1, 'RetrospectiveHeld', { actions: [{ actionId: 'A' }] });
const verified = (days: number, note?: string) => on(days, 'CorrectiveActionVerified', { actionId: 'A', note });
const needed = declined(1, { needId: 'N' });
const fulfilled = (days: number) => on(days, 'NeedFulfilled', { needId: 'N' });
const deferred = on(2, 'ObligationDeferred', { obligationId: 'nothing-owed', reason: 'why' });
const mistaken = retracted(2, checkIn);
const EARLIER = { note: 'said otherwise' };

const CASES: Record<Decided, Case> = {
  CONTACT_TYPE_UNKNOWN: [[open], onUnchecked(1, 'SpaceshipLaunched')],
  OCCURRED_IN_FUTURE: [[open], on(2, 'CheckInHeld', { recordedAt: Date.parse(isoDay(2)) - 1 })],
  DUE_IN_PAST: [[open], promise(1, 1)],
  AFTER_OCCURRED: [[open], issue(1, { detectedAt: isoDay(2) })],
  CUSTOMER_UNKNOWN: [[], on(1, 'CheckInHeld')],
  RELATIONSHIP_ALREADY_OPEN: [[open], opened(1, { segment: 'another' })],
  RELATIONSHIP_CLOSED: [[open, closed], on(2, 'CheckInHeld')],
  RELATIONSHIP_NOT_CLOSED: [[open], on(1, 'RelationshipReopened')],
  CUSTOMER_ERASED: [[open, erased], on(2, 'CheckInHeld')],
  TIME_ZONE_UNKNOWN: [[], opened(0, { timeZone: 'Europe/Atlantis' })],
  CURRENCY_UNKNOWN: [[], opened(0, { value: { amount: 1, currency: 'QQQ' } })],
  ISSUE_UNKNOWN: [[open], bad(1, I)],
  ISSUE_ALREADY_REPORTED: [[open, issue(1)], issue(2, EARLIER)],
  ISSUE_ALREADY_RESOLVED: [[open, issue(1), resolved], on(3, 'IssueHandedOver', { issueId: 'I' })],
  ISSUE_NOT_RESOLVED: [[open, issue(1)], on(2, 'IssueReopened', { issueId: 'I', raisedBy: 'CUSTOMER' })],
  EXPECTATION_UNKNOWN: [[open], met(1)],
  EXPECTATION_ALREADY_SET: [[open, promise(1, 5)], promise(2, 5, EARLIER)],
  EXPECTATION_CLOSED: [[open, promise(1, 5), met(2)], met(3, EARLIER)],
  REQUEST_UNKNOWN: [[open], on(1, 'AlternativeAnswered', { requestId: 'R', accepted: true })],
  REQUEST_ALREADY_RECORDED: [
    [open, on(1, 'RequestReceived', { requestId: 'R' })],
    on(2, 'RequestReceived', { requestId: 'R', ...EARLIER }),
  ],
  REQUEST_ALREADY_ANSWERED: [[open, declined(1)], declined(2, EARLIER)],
  NEED_UNKNOWN: [[open], fulfilled(1)],
  NEED_ALREADY_FULFILLED: [[open, needed, fulfilled(2)], fulfilled(3)],
  ACTION_UNKNOWN: [[open], verified(1)],
  ACTION_ALREADY_AGREED: [
    [open, lookedBack],
    on(2, 'RetrospectiveHeld', { providerView: 'another', actions: [{ actionId: 'A' }] }),
  ],
  ACTION_ALREADY_VERIFIED: [[open, lookedBack, verified(2)], verified(3, 'said otherwise')],
  NO_ALTERNATIVE_OFFERED: [
    [open, on(1, 'RequestReceived', { requestId: 'R' })],
    on(2, 'AlternativeAnswered', { requestId: 'R', accepted: true }),
  ],
  STAKEHOLDER_UNKNOWN: [[open], on(1, 'CheckInHeld', { stakeholderId: 'S' })],
  STAKEHOLDER_ALREADY_ADDED: [
    [open, ana],
    on(2, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'SPONSOR' }),
  ],
  HOLD_UNKNOWN: [[open], liftedHold],
  HOLD_ALREADY_SET: [[open, held], on(2, 'LegalHoldSet', { holdId: 'H', reason: 'Another' })],
  HOLD_ALREADY_LIFTED: [[open, held, liftedHold], on(3, 'LegalHoldLifted', { holdId: 'H', ...EARLIER })],
  UNDER_LEGAL_HOLD: [[open, held], on(2, 'CustomerErased')],
  OBLIGATION_UNKNOWN: [[open, update(1, nextBy(3))], deferred],
  CONTACT_UNKNOWN: [[open], retracted(1, checkIn)],
  CONTACT_NOT_RETRACTABLE: [[open, checkIn], retracted(2, open)],
  CONTACT_ALREADY_RETRACTED: [[open, checkIn, mistaken], on(3, 'ContactRetracted', { contactId: checkIn.id })],
  IDEMPOTENCY_CONFLICT: [[open, on(1, 'CheckInHeld', { key: 'k' })], on(1, 'WinCelebrated', { key: 'k', what: 'it' })],
};

describe('every refusal', () => {
  it('has a case here, or is one of shape, of a replacement, of a merge or of rights', () =>
    expect([...Object.keys(CASES), ...OF_SHAPE, ...OF_REPLACEMENT, ...OF_MERGES, ...OF_RIGHTS].sort()).toEqual(
      Object.keys(REFUSALS).sort(),
    ));

  it.each(Object.entries(CASES))('%s', (code, [history, contact]) => {
    expect(given(...history).when(contact)).toBe(code);
  });

  it.each(Object.entries(REFUSALS))('%s says so in one sentence', (_code, sentence) =>
    expect(sentence).toMatch(/^[A-Z][^\n]*\.$/),
  );
});
