import { day, isoDay, known, on, onUnchecked, opened } from '../../../../test/kit/given.js';
import { bad, declined, I, issue, met, open, promise, retracted, surprise } from '../../../../test/kit/story.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { decideReplacement } from './replace.js';

/** The retraction on day 90, and the contact that it causes, recorded then too. */
function replacing(wrong: RecordedContact, right: RecordedContact) {
  const retraction = retracted(90, wrong);
  return { retraction, contact: { ...right, recordedAt: day(90), causationId: retraction.id } };
}

function judged(history: readonly RecordedContact[], wrong: RecordedContact, right: RecordedContact) {
  const decision = decideReplacement(known(...history), replacing(wrong, right));
  return decision.is === 'REFUSED' ? [decision.refusal.code, decision.refusal.field] : decision.is;
}

const checkIn = on(1, 'CheckInHeld');

describe('a contact is replaced', () => {
  it('by one of its type, and the facts are then those without it', () => {
    const timeline = known(open, checkIn);
    const { retraction, contact } = replacing(checkIn, on(3, 'CheckInHeld'));
    expect(decideReplacement(timeline, { retraction, contact }).is).toBe('RECORDED');
    expect([...timeline.effectiveContacts()]).toEqual([open]);
  });

  it('with its own id, which its own rules would refuse beside it', () => {
    expect(judged([open, issue(1), bad(2, I)], issue(1), issue(1))).toEqual(['CONTACT_UNKNOWN', 'contactId']);
    const wrong = issue(1);
    expect(judged([open, wrong, bad(2, I)], wrong, issue(1, { severity: 'MAJOR' }))).toBe('RECORDED');
    expect(judged([open, wrong, bad(2, I)], wrong, issue(1))).toBe('RECORDED');
    const set = promise(1, 5);
    expect(judged([open, set, met(4)], set, promise(1, 6))).toBe('RECORDED');
    const done = met(4);
    expect(judged([open, set, done], done, met(5))).toBe('RECORDED');
    const no = declined(2);
    expect(judged([open, no], no, declined(2, { reason: 'why' }))).toBe('RECORDED');
    const ana = on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'USER' });
    const held = on(2, 'CheckInHeld', { stakeholderId: 'S' });
    const anna = on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Anna', role: 'USER' });
    expect(judged([open, ana, held], ana, anna)).toBe('RECORDED');
  });

  it('while the relationship is closed, where it happened before', () => {
    const closed = on(5, 'RelationshipClosed');
    expect(judged([open, checkIn, closed], checkIn, on(2, 'CheckInHeld'))).toBe('RECORDED');
    expect(judged([open, checkIn, closed], checkIn, on(6, 'CheckInHeld'))).toEqual([
      'RELATIONSHIP_CLOSED',
      'contact.customerId',
    ]);
  });
});

describe('a replacement is refused, and both with it,', () => {
  it('where the contact cannot be retracted', () => {
    const gone = retracted(2, checkIn);
    expect(judged([open], checkIn, checkIn)).toEqual(['CONTACT_UNKNOWN', 'contactId']);
    expect(judged([open, checkIn, gone], checkIn, on(1, 'CheckInHeld'))).toEqual([
      'CONTACT_ALREADY_RETRACTED',
      'contactId',
    ]);
    const again = on(90, 'ContactRetracted', { contactId: checkIn.id });
    expect(
      decideReplacement(known(open, checkIn, again), { retraction: again, contact: on(1, 'CheckInHeld') }),
    ).toMatchObject({ refusal: { code: 'CONTACT_ALREADY_RETRACTED' } });
    expect(judged([open, checkIn, gone], gone, gone)).toEqual(['CONTACT_NOT_RETRACTABLE', 'contactId']);
    const lapsed = on(1, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE' });
    expect(judged([open, lapsed], lapsed, lapsed)).toEqual(['CONTACT_NOT_RETRACTABLE', 'contactId']);
    expect(judged([], checkIn, checkIn)).toEqual(['CUSTOMER_UNKNOWN', 'contact.customerId']);
    expect(judged([open, checkIn, on(3, 'CustomerErased')], checkIn, checkIn)).toEqual([
      'CUSTOMER_ERASED',
      'contact.customerId',
    ]);
  });

  it('by a contact of another type, and where a need was fulfilled', () => {
    const win = on(1, 'WinCelebrated', { what: 'it' });
    expect(judged([open, checkIn], checkIn, win)).toEqual(['CONTACT_TYPE_DIFFERS', 'contact']);
    const fulfilled = on(2, 'NeedFulfilled', { needId: 'N' });
    expect(judged([open, declined(1, { needId: 'N' }), fulfilled], fulfilled, fulfilled)).toEqual([
      'CONTACT_NOT_REPLACEABLE',
      'contactId',
    ]);
    expect(judged([open, checkIn], checkIn, onUnchecked(1, 'SpaceshipLaunched'))).toEqual([
      'CONTACT_TYPE_DIFFERS',
      'contact',
    ]);
  });

  it('by its own rules, with the path of the field', () => {
    const call = bad(1);
    expect(judged([open, call], call, bad(1, I))).toEqual(['ISSUE_UNKNOWN', 'contact.about.issueId']);
    const closed = on(1, 'RelationshipClosed');
    const reopened = on(2, 'RelationshipReopened');
    expect(judged([open, closed, reopened], reopened, on(0.5, 'RelationshipReopened'))).toEqual([
      'RELATIONSHIP_NOT_CLOSED',
      'contact',
    ]);
    expect(judged([open, checkIn], checkIn, on(91, 'CheckInHeld'))).toEqual([
      'OCCURRED_IN_FUTURE',
      'contact.occurredAt',
    ]);
  });

  it('by an id that another contact has, also where both state the same', () => {
    const [one, other] = [issue(1), issue(2, { issueId: 'J' })];
    expect(judged([open, one, other], one, issue(2, { issueId: 'J' }))).toEqual([
      'ISSUE_ALREADY_REPORTED',
      'contact.issueId',
    ]);
  });
});

describe('the opening', () => {
  it('is replaced although contacts stand on it', () => {
    expect(judged([open, checkIn], open, opened(0, { segment: 'gold' }))).toBe('RECORDED');
    expect(judged([open, checkIn], open, opened(1))).toBe('RECORDED');
    expect(judged([open, checkIn], open, opened(-5))).toBe('RECORDED');
  });
  it('is not moved after a contact', () => {
    expect(judged([open, checkIn], open, opened(2))).toEqual(['CONTACT_NOT_REPLACEABLE', 'contact.occurredAt']);
    expect(judged([open, checkIn, retracted(3, checkIn)], open, opened(2))).toBe('RECORDED');
  });
  it('is replaced among several', () => {
    const earlier = opened(-3);
    expect(judged([open, earlier, checkIn], open, opened(0))).toEqual([
      'RELATIONSHIP_ALREADY_OPEN',
      'contact.customerId',
    ]);
    expect(judged([open, earlier, checkIn], earlier, opened(-2))).toBe('RECORDED');
    const first = on(-2, 'CheckInHeld');
    expect(judged([open, earlier, first], earlier, opened(-1))).toEqual([
      'CONTACT_NOT_REPLACEABLE',
      'contact.occurredAt',
    ]);
  });
});

describe('under one idempotency key', () => {
  const keyed = (right: RecordedContact) => ({ ...right, idempotencyKey: 'k' });
  const first = replacing(checkIn, keyed(on(3, 'CheckInHeld', { topics: ['a'] })));
  const history = [open, checkIn, first.retraction, first.contact];

  it('the same replacement is a repeat', () => {
    const decision = decideReplacement(known(...history), {
      retraction: { ...retracted(95, checkIn), fingerprint: first.retraction.fingerprint },
      contact: keyed(on(3, 'CheckInHeld', { topics: ['a'] })),
    });
    expect(decision).toEqual({ is: 'REPEATED', earlier: first });
  });

  it.each([
    ['another contact', first.retraction, keyed(on(3, 'CheckInHeld', { topics: ['b'] }))],
    ['another reason', on(95, 'ContactRetracted', { contactId: checkIn.id, reason: 'other' }), first.contact],
    ['the replacement of another contact', retracted(95, first.contact), first.contact],
  ])('%s is a conflict', (_what, retraction, contact) =>
    expect(decideReplacement(known(...history), { retraction, contact })).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_CONFLICT', field: 'contact.idempotencyKey' },
    }),
  );

  it('what was only recorded under it is a conflict', () => {
    const plain = on(3, 'CheckInHeld', { key: 'k' });
    const { retraction } = first;
    const asked = { retraction, contact: { ...plain, causationId: retraction.id } };
    expect(decideReplacement(known(open, checkIn, plain), asked)).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_CONFLICT' },
    });
  });

  it('what an earlier release recorded under its plain form is a conflict', () => {
    const plain = on(3, 'CheckInHeld', { key: 'k' });
    const asked = replacing(checkIn, { ...on(4, 'CheckInHeld'), idempotencyKey: 'digest of k' });
    expect(decideReplacement(known(open, checkIn, plain), asked).is).toBe('RECORDED');
    expect(decideReplacement(known(open, checkIn, plain), asked, { keys: ['digest of k', 'k'] })).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_CONFLICT' },
    });
  });
});

it('a replaced contact keeps what refers to its id', () => {
  const [wrong, right] = [issue(2, { detectedAt: isoDay(2) }), issue(2, { detectedAt: isoDay(1) })];
  const told = surprise(3, I);
  const timeline = known(open, wrong, told);
  const { retraction, contact } = replacing(wrong, right);
  decideReplacement(timeline, { retraction, contact });
  timeline.add(contact);
  expect(timeline.matterOf('issue:I').issue).toMatchObject({ detectedAt: day(1), surprisedByEventId: told.id });
});
