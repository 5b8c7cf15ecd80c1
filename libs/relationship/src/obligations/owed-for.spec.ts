import { day, isoDay, known, on, opened, type Said } from '../../../../test/kit/given.js';
import { bad, E, I, issue, met, nextBy, open, promise, reset, settled, update } from '../../../../test/kit/story.js';
import { kindOfObligation } from '../matters/obligation-ids.js';
import { cadenceOf, obligationsOf } from './obligations.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

const owed = (at: number, ...history: readonly RecordedContact[]) => obligationsOf(known(open, ...history), day(at));
const HOUR = 1 / 24;

const report = issue(1, { severity: 'MAJOR' });
const promised = promise(1, 3);
const said = update(1, nextBy(3));
const resolved = on(2, 'IssueResolved', { issueId: 'I' });
const lookedBack = on(2, 'RetrospectiveHeld', { actions: [{ actionId: 'A', dueAt: isoDay(9) }] });
const fulfilled = on(5, 'NeedFulfilled', { needId: 'N' });
const asked = on(1, 'RequestReceived', { requestId: 'R', requesterRole: 'EXECUTIVE' });

describe('what is owed says of itself what, for what, by when and because of what', () => {
  it.each([
    ['DISCLOSE', 'DISCLOSE:issue:I', 1 + 4 * HOUR, 'issue:I', report, [report]],
    ['DISCLOSE', `DISCLOSE:${promised.id}`, 3 + 4 * HOUR, 'expectation:E', promised, [promised]],
    ['DELIVER', `DELIVER:${promised.id}`, 3, 'expectation:E', promised, [promised]],
    ['UPDATE', `UPDATE:${said.id}`, 3, null, said, [said]],
    ['RETROSPECT', 'RETROSPECT:issue:I', 8, 'issue:I', report, [report, bad(1, I), resolved]],
    ['FOLLOW_UP', `FOLLOW_UP:action:A:${lookedBack.id}`, 9, 'action:A', lookedBack, [lookedBack]],
    ['HEADS_UP', `HEADS_UP:${asked.id}`, 1, 'request:R', asked, [asked]],
  ])('%s %s', (kind, id, dueOn, about, cause, history) => {
    const expected = { id, kind, dueAt: day(dueOn), about, causeEventId: cause.id };
    expect(owed(4, ...history)).toContainEqual(expected);
    expect(kindOfObligation(id)).toBe(kind);
  });

  it('CHECK_IN, of the last word with the customer', () => {
    const word = on(4, 'CheckInHeld');
    expect(owed(5, on(1, 'RelationshipUpdated', { cadenceDays: 30 }), word)).toEqual([
      { id: `CHECK_IN:${word.id}`, kind: 'CHECK_IN', dueAt: day(34), about: null, causeEventId: word.id },
    ]);
  });

  it('stands in the order in which it is due, then of its id', () => {
    const two = [promise(1, 5, { expectationId: 'A', id: 'b' }), promise(1, 5, { expectationId: 'B', id: 'a' })];
    expect(owed(2, ...two, promise(1, 4)).map(({ id }) => id.slice(0, 10))).toEqual([
      'DELIVER:00',
      'DELIVER:a',
      'DELIVER:b',
    ]);
  });
});

describe('what is not owed', () => {
  it('a word of a promise that was met, late or not, or is without a due time', () => {
    expect(owed(5, promised, met(4))).toEqual([]);
    expect(owed(5, promised, settled(4, false))).toEqual([]);
    expect(owed(5, promise(1, null))).toEqual([]);
  });
  it('a word of a due time that passed, once it was reset: only of the new one', () => {
    expect(owed(5, promised, reset(4, 9)).map(({ kind }) => kind)).toEqual(['DELIVER']);
    expect(owed(10, promised, reset(4, 9)).map(({ kind }) => kind)).toEqual(['DELIVER', 'DISCLOSE']);
  });
  it('a word of a due time that the customer was told of', () =>
    expect(owed(5, promised, bad(2, E)).map(({ kind }) => kind)).toEqual(['DELIVER']));
  it('a retrospective on an issue that is not major, or not resolved', () => {
    expect(owed(4, issue(1), bad(1, I), resolved)).toEqual([]);
    expect(owed(4, report, bad(1, I))).toEqual([]);
  });
  it('a word on an issue that was detected by nobody', () =>
    expect(owed(4, issue(1, { raisedBy: 'CUSTOMER' }))).toEqual([]));
  it('anything to a customer who was erased', () => expect(owed(4, promised, on(2, 'CustomerErased'))).toEqual([]));
  it('a word to the supervisor where only a user asked', () =>
    expect(owed(2, on(1, 'RequestReceived', { requestId: 'R', requesterRole: 'USER' }))).toEqual([]));
  it('a word to the supervisor about somebody whom we do not know as an executive', () => {
    const ana = on(0.1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'USER' });
    const escalated = on(1, 'EscalationRaised', { raisedBy: 'CUSTOMER', stakeholderId: 'S' });
    expect(owed(2, ana, escalated)).toEqual([]);
  });
});

describe('a word to the supervisor', () => {
  const told = (days: number, about?: object) => on(days, 'SupervisorNotified', about ? { about } : {});
  const declined = (days: number) =>
    on(days, 'RequestDeclined', { requestId: 'R', requesterRole: 'EXECUTIVE', reason: 'r' });
  it('at the very instant of the request is in time', () => {
    expect(owed(2, asked, told(1, { requestId: 'R' }))).toEqual([]);
    expect(owed(2, asked, told(1))).toEqual([]);
  });
  it('about something else does not count', () => {
    expect(owed(3, asked, issue(1, { raisedBy: 'CUSTOMER' }), told(2, { issueId: 'I' }))).toHaveLength(1);
    expect(owed(3, asked, told(0.5, { requestId: 'R' }))).toHaveLength(1);
  });
  it('covers a request, received and declined, once; and what is asked without an id each time', () => {
    expect(owed(4, asked, told(2, { requestId: 'R' }), declined(3))).toEqual([]);
    const escalated = (days: number) => on(days, 'EscalationRaised', { raisedBy: 'CUSTOMER', stakeholderId: 'S' });
    const boss = on(0.1, 'StakeholderAdded', { stakeholderId: 'S', name: 'N', role: 'EXECUTIVE' });
    expect(owed(4, boss, escalated(1), told(2), escalated(3)).map(({ dueAt }) => dueAt)).toEqual([day(3)]);
  });
});

describe('five working days', () => {
  it('for an action without a due time, and for a need that was fulfilled', () => {
    // Day 0 is a Thursday: five working days after Saturday the 3rd end on Friday the 9th.
    const agreed = on(2, 'RetrospectiveHeld', { actions: [{ actionId: 'A' }] });
    expect(owed(3, agreed).map(({ dueAt }) => dueAt)).toEqual([day(8)]);
    const needed = on(1, 'RequestDeclined', { requestId: 'R', needId: 'N' });
    expect(owed(6, needed, fulfilled).map(({ id, dueAt }) => [id, dueAt])).toEqual([
      [`FOLLOW_UP:need:N:${fulfilled.id}`, day(12)],
    ]);
  });
});

describe('the cadence', () => {
  const bySegment = { holidays: new Set<string>(), cadenceBySegment: new Map([['SMB', 14]]) };
  const inSegment = (segment: string, facts: Said<'RelationshipOpened'> = {}) =>
    obligationsOf(known(opened(0, { segment, ...facts })), day(1), bySegment).map(({ dueAt }) => dueAt);
  it('is that of the segment where nothing was promised to the customer', () => {
    expect(inSegment('SMB')).toEqual([day(14)]);
    expect(inSegment('SMB', { cadenceDays: 30 })).toEqual([day(30)]);
    expect(inSegment('ENTERPRISE')).toEqual([]);
    expect(cadenceOf({ cadenceDays: null, segment: null } as never, bySegment)).toBeNull();
    expect(cadenceOf({ cadenceDays: null, segment: 'SMB' } as never, { holidays: new Set() })).toBeNull();
  });
});
