import { given, isoDay, on, opened } from '../../../../test/kit/given.js';
import { bad, I, issue, met, open, promise, reset, retracted, settled, withdrawn } from '../../../../test/kit/story.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** As the server has it where the caller left the id out. */
const unnamed = (contact: RecordedContact): RecordedContact => ({ ...contact, idChosen: false });

describe('a fact recorded late is judged by what stood when it happened', () => {
  it('a reset before the promise was met, recorded after', () => {
    expect(given(open, promise(1, 5), met(4)).when(reset(3, 8))).toBe('RECORDED');
    expect(given(open, promise(1, 5), met(4)).when(reset(4, 8))).toBe('EXPECTATION_CLOSED');
  });
  it('a promise met before it was withdrawn or settled, recorded after', () => {
    expect(given(open, promise(1, 5), withdrawn(4)).when(met(3))).toBe('RECORDED');
    expect(given(open, promise(1, 5), settled(4, false)).when(met(3))).toBe('RECORDED');
    expect(given(open, promise(1, 5), settled(4, false)).when(withdrawn(4))).toBe('EXPECTATION_CLOSED');
  });
  it('a call about an issue after we detected it and before it was reported', () => {
    const report = issue(3, { detectedAt: isoDay(1) });
    expect(given(open, report).when(bad(1, I))).toBe('RECORDED');
    expect(given(open, report).when(bad(0.5, I))).toBe('ISSUE_UNKNOWN');
  });
  it('a contact while the relationship was open, recorded after it was closed', () => {
    const closed = on(3, 'RelationshipClosed');
    expect(given(open, closed).when(on(2, 'CheckInHeld'))).toBe('RECORDED');
    expect(given(open, closed).when(on(3, 'CheckInHeld'))).toBe('RELATIONSHIP_CLOSED');
  });
  it('a contact before the opening', () =>
    expect(given(opened(3)).when(on(2, 'CheckInHeld', { recordedAt: 9e15 }))).toBe('CUSTOMER_UNKNOWN'));
  it('a due time against when the contact happened, not against now', () => {
    expect(given(open).when(promise(1, 2, { recordedAt: 9e15 }))).toBe('RECORDED');
    expect(given(open).when(promise(2, 1, { recordedAt: 9e15 }))).toBe('DUE_IN_PAST');
  });
  it('up to the moment of its recording, and not beyond', () => {
    const at = Date.parse(isoDay(2));
    expect(given(open).when(on(2, 'CheckInHeld', { recordedAt: at }))).toBe('RECORDED');
    expect(given(open).when(on(2, 'CheckInHeld', { recordedAt: at - 1 }))).toBe('OCCURRED_IN_FUTURE');
  });
});

describe('a repeat', () => {
  it('is the same key with the same facts, whatever the server put in', () => {
    const first = on(1, 'CheckInHeld', { key: 'k', topics: ['a'] });
    expect(given(open, first).when(on(1, 'CheckInHeld', { key: 'k', topics: ['a'] }))).toBe('REPEATED');
    expect(given(open, first).when(on(2, 'CheckInHeld', { key: 'k', topics: ['a'] }))).toBe('REPEATED');
    const report = unnamed(on(1, 'IssueReported', { raisedBy: 'PROVIDER', key: 'i', issueId: 'made-1' }));
    const again = { ...unnamed(on(2, 'IssueReported', { raisedBy: 'PROVIDER', key: 'i', issueId: 'made-2' })) };
    expect(given(open, report).when({ ...again, fingerprint: report.fingerprint })).toBe('REPEATED');
  });
  it('is none with the same key and other facts, or another contact', () => {
    const first = on(1, 'CheckInHeld', { key: 'k', topics: ['a'] });
    expect(given(open, first).when(on(1, 'CheckInHeld', { key: 'k', topics: ['b'] }))).toBe('IDEMPOTENCY_CONFLICT');
    expect(given(open, first).when(on(1, 'WinCelebrated', { key: 'k', what: 'a' }))).toBe('IDEMPOTENCY_CONFLICT');
    expect(given(open, first).field(on(1, 'CheckInHeld', { key: 'k' }))).toBe('idempotencyKey');
  });
  it('is told before any rule is asked', () => {
    const first = met(2, { key: 'k' });
    expect(given(open, promise(1, 5), first, on(3, 'RelationshipClosed')).when(met(4, { key: 'k' }))).toBe('REPEATED');
  });
  it('is known by its key even when it was taken back', () => {
    const first = on(1, 'CheckInHeld', { key: 'k' });
    expect(given(open, first, retracted(2, first)).when(on(3, 'CheckInHeld', { key: 'k' }))).toBe('REPEATED');
  });
  it.each([
    ['an issue', issue(1), issue(2), issue(2, { title: 't' }), 'ISSUE_ALREADY_REPORTED'],
    ['a promise', promise(1, 9), promise(2, 9), promise(2, 8), 'EXPECTATION_ALREADY_SET'],
    ['an opening', open, opened(2), opened(2, { name: 'n' }), 'RELATIONSHIP_ALREADY_OPEN'],
  ])('is %s of a chosen id with the same facts; with others it is refused', (_name, first, same, other, code) => {
    expect(given(open, first).when(same)).toBe('REPEATED');
    expect(given(open, first).when(other)).toBe(code);
  });
  it('is not told by an id that the server made', () =>
    expect(given(open, unnamed(issue(1))).when(unnamed(issue(2)))).toBe('ISSUE_ALREADY_REPORTED'));
  it('is none without a key or an id: the same again is recorded again', () => {
    expect(given(open, on(1, 'CheckInHeld')).when(on(1, 'CheckInHeld'))).toBe('RECORDED');
    expect(given(open, bad(1)).when(bad(1))).toBe('RECORDED');
  });
  it('is none of what was taken back', () => {
    const first = issue(1);
    expect(given(open, first, retracted(2, first)).when(issue(3))).toBe('RECORDED');
  });
});
