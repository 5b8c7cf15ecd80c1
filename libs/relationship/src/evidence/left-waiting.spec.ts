import { day, DAY_ZERO, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
  HOUR,
  I,
  issue,
  met,
  nextBy,
  open,
  promise,
  retracted,
  surprise,
  TICK,
  update,
} from '../../../../test/kit/story.js';
import { HOURS, WAITING_CALENDAR } from '../../../../test/kit/waiting.js';
import type { Calendar } from '../calendar/calendar.js';
import { DAY_MS } from '../facts/instant.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

const theirs = (days: number, facts: object = {}) => issue(days, { raisedBy: 'CUSTOMER', severity: 'MAJOR', ...facts });
const resolved = (days: number) => on(days, 'IssueResolved', { issueId: 'I' });
const reopened = (days: number, raisedBy: 'CUSTOMER' | 'PROVIDER' = 'CUSTOMER') =>
  on(days, 'IssueReopened', { issueId: 'I', raisedBy });

const entriesUnder = (calendar: Calendar, history: readonly RecordedContact[]) =>
  known(open, ...history)
    .evidence(calendar)
    .filter((entry) => entry.class === 'left_waiting');
/** The days on which the customer was left waiting, those to come included. */
const days = (...history: readonly RecordedContact[]) =>
  entriesUnder(WAITING_CALENDAR, history).map(({ at }) => Math.round(((at - DAY_ZERO) / DAY_MS) * 1e6) / 1e6);
const rounded = (...all: number[]) => all.map((each) => Math.round(each * 1e6) / 1e6);

describe('an issue that the customer reported', () => {
  it('and nobody answers leaves them waiting three times, and no more', () =>
    expect(days(theirs(1))).toEqual(rounded(1 + 4 * HOUR, 2 + 4 * HOUR, 3 + 4 * HOUR)));
  it.each([
    ['NORMAL', [2, 9, 16]],
    ['MINOR', [4, 34, 64]],
  ])('waits by its severity: %s', (severity, expected) => expect(days(theirs(1, { severity }))).toEqual(expected));
  it('says of itself what lapsed and because of what', () => {
    const report = theirs(1);
    const [first, second] = entriesUnder(WAITING_CALENDAR, [report]);
    expect(first).toMatchObject({
      lapse: true,
      severity: 'MAJOR',
      selfReported: false,
      causeEventId: report.id,
      place: Number(report.position),
      obligationId: `RESPOND:${report.id}`,
      recovery: { reasonExplained: false },
    });
    expect(second?.obligationId).toBe(`UPDATE:${report.id}:1`);
  });
  it('is answered by a word at the very due time, and not by one after it', () => {
    expect(days(theirs(1), update(1 + 4 * HOUR, I), resolved(2))).toEqual([]);
    expect(days(theirs(1), update(1 + 4 * HOUR + TICK, I), resolved(2))).toEqual(rounded(1 + 4 * HOUR));
  });
  it('is silent again after a word, three times anew', () =>
    expect(days(theirs(1), update(1, I), update(6, I))).toEqual([2, 3, 4, 7, 8, 9]));
  it.each([
    ['that is resolved', [resolved(1.1)]],
    ['whose report was retracted', []],
    ['whose words are not tracked', []],
  ])('%s leaves nobody waiting', (name, after) => {
    const report = theirs(1, name.includes('tracked') ? { wordsTracked: false } : {});
    expect(days(report, ...after, ...(name.includes('retracted') ? [retracted(1, report)] : []))).toEqual([]);
  });
  it('counts as silence what is no word about it', () => {
    const others = [
      on(1, 'IssueHandedOver', { issueId: 'I' }),
      surprise(1, I),
      on(1, 'CheckInHeld'),
      update(1),
      promise(1, null, { issueId: 'I' }),
      met(1),
      on(1, 'EscalationRaised', { ...I, raisedBy: 'PROVIDER' }),
    ];
    for (const other of others) expect(days(theirs(0.9), other)).toHaveLength(3);
  });
  it('is not silent while the next update is promised, whether it comes or not', () => {
    expect(days(theirs(1), update(1, { ...I, ...nextBy(5) }))).toEqual([]);
    expect(days(theirs(1), update(1, { ...I, ...nextBy(5) }), update(8, I))).toEqual([9, 10, 11]);
  });
  describe('with a promise about it', () => {
    const ofIssue = (at: number, facts: object) => promise(at, null, { issueId: 'I', ...facts });
    it('is silent from the time for which the next update is promised, whether it comes or not', () => {
      const told = [theirs(1), update(1, I), ofIssue(1.5, nextBy(5))];
      expect(days(...told)).toEqual([6, 7, 8]);
      expect(days(...told, update(4, E))).toEqual([6, 7, 8]);
      expect(days(...told, met(4))).toEqual([6, 7, 8]);
      expect(days(...told, update(4, I))).toEqual([5, 6, 7]);
    });
    it('is silent from the latest of several such times', () =>
      expect(days(theirs(1), update(1, I), ofIssue(1.5, nextBy(5)), update(4, { ...E, ...nextBy(9) }))).toEqual([
        10, 11, 12,
      ]));
    it('was silent where the update was promised after the lapse, and not at its very time', () => {
      expect(days(theirs(1), update(1, I), ofIssue(2, nextBy(5)))).toEqual([6, 7, 8]);
      expect(days(theirs(1), update(1, I), ofIssue(2 + TICK, nextBy(5)))).toEqual([2, 6, 7]);
    });
    it('is to be answered all the same', () =>
      expect(days(theirs(1), ofIssue(1, nextBy(5)))).toEqual(rounded(1 + 4 * HOUR, 6, 7)));
    it('was silent after an answer that came too late, though an update is promised later', () =>
      expect(
        days(theirs(1), update(1, I), ofIssue(1.5, nextBy(5)), escalated(2, I), update(5.5, { ...E, ...nextBy(9) })),
      ).toEqual(rounded(2 + 4 * HOUR, 10, 11)));
    it('is silent by its own words where the promise is about another issue, or about none', () =>
      expect(days(theirs(1), update(1, I), promise(1.5, null, nextBy(5)))).toEqual([2, 3, 4]));
  });
});

describe('an issue that we found', () => {
  it('is silent only from when we told them of it: until then we owe them that', () => {
    expect(days(issue(1, { severity: 'MAJOR' }))).toEqual([]);
    expect(days(issue(1, { severity: 'MAJOR' }), update(2, I), escalated(3, I))).toEqual([]);
    expect(days(issue(1, { severity: 'MAJOR' }), bad(5, I))).toEqual([6, 7, 8]);
  });
});

describe('an issue that was resolved', () => {
  const told = [theirs(1), update(1, I), resolved(1.5)];
  it('waits for an answer when the customer reopens it', () =>
    expect(days(...told, reopened(10))).toEqual(rounded(10 + 4 * HOUR, 11 + 4 * HOUR, 12 + 4 * HOUR)));
  it('is silent from when we reopen it', () => expect(days(...told, reopened(10, 'PROVIDER'))).toEqual([11, 12, 13]));
  it('leaves an escalation to be answered, and no more', () =>
    expect(days(...told, escalated(10, I))).toEqual(rounded(10 + 4 * HOUR)));
});

describe('an escalation by the customer', () => {
  it('about nothing, or about what is no issue, waits for one answer, by normal severity', () => {
    expect(days(escalated(1))).toEqual([2]);
    expect(days(on(1, 'RequestReceived', { requestId: 'R' }), escalated(1, { about: { requestId: 'R' } }))).toEqual([
      2,
    ]);
    expect(days(promise(1, null), escalated(1, E))).toEqual([2]);
    expect(days(promise(1, null), escalated(1, E), met(2))).toEqual([]);
    expect(days(escalated(1), update(2))).toEqual([]);
  });
  it('about an open issue is one more thing to answer; silence then counts from there', () => {
    expect(days(theirs(1), update(1, I), escalated(1.25, I))).toEqual(
      rounded(1.25 + 4 * HOUR, 2.25 + 4 * HOUR, 3.25 + 4 * HOUR),
    );
    expect(days(theirs(1), update(1, I), escalated(2.9, I))).toEqual(rounded(2, 3, 2.9 + 4 * HOUR));
  });
  it('is no more than the third in a row', () => expect(days(theirs(1), escalated(9, I))).toHaveLength(3));
  it('by us waits for nothing', () => expect(days(escalated(1, { raisedBy: 'PROVIDER' }))).toEqual([]));
});

describe('a relationship that is closed', () => {
  const closed = (at: number) => on(at, 'RelationshipClosed');
  it('leaves nobody waiting, and begins to wait again when it is reopened', () => {
    expect(days(theirs(1), closed(1.1))).toEqual([]);
    expect(days(theirs(1), closed(1 + 4 * HOUR))).toEqual([]);
    expect(days(theirs(1), closed(2))).toEqual(rounded(1 + 4 * HOUR));
    expect(days(theirs(1), closed(1.1), on(9, 'RelationshipReopened'))).toEqual(
      rounded(9 + 4 * HOUR, 10 + 4 * HOUR, 11 + 4 * HOUR),
    );
  });
});

describe('the hours', () => {
  const bySegment = new Map([['SMB', { ...HOURS, RESPOND: { ...HOURS.RESPOND, MAJOR: 48 } }]]);
  const calendar: Calendar = { ...WAITING_CALENDAR, waiting: { ...HOURS, bySegment } };
  const first = (by: Calendar, ...history: readonly RecordedContact[]) => entriesUnder(by, history)[0]?.at;
  const moves = (at: number) => on(at, 'RelationshipUpdated', { segment: 'SMB' });
  it('are those of the segment when the wait begins', () => {
    expect(first(calendar, moves(0.5), theirs(1))).toBe(day(3));
    expect(first(calendar, theirs(1), moves(1.1))).toBe(day(1 + 4 * HOUR));
  });
  it('count by the business hours of the segment where it has them', () => {
    // Day 1 is a Friday: from 15:00 on there are two hours left, and two more on Monday.
    const worked = { holidays: new Set<string>(), businessHours: { fromMinute: 9 * 60, toMinute: 17 * 60 } };
    const report = theirs(1 + 15 * HOUR);
    const uk = { ...WAITING_CALENDAR, bySegment: new Map([['UK', worked]]) };
    expect(first({ ...WAITING_CALENDAR, ...worked }, report)).toBe(day(4 + 11 * HOUR));
    expect(first(uk, report)).toBe(day(1 + 19 * HOUR));
    expect(first(uk, on(0.5, 'RelationshipUpdated', { segment: 'UK' }), report)).toBe(day(4 + 11 * HOUR));
  });
  it('may be none: then silence means nothing', () =>
    expect(
      known(open, theirs(1))
        .evidence()
        .map((entry) => entry.class),
    ).toEqual([]));
  it('may be several for one relationship, each with its own evidence as contacts arrive', () => {
    const timeline = known(opened(0), theirs(1));
    const under = (by: Calendar) => timeline.evidence(by).map(({ at }) => at);
    const slow = { ...WAITING_CALENDAR, waiting: { ...HOURS, RESPOND: { ...HOURS.RESPOND, MAJOR: 48 }, bySegment } };
    expect([under(WAITING_CALENDAR)[0], under(slow)[0], under(calendar)[0]]).toEqual([
      day(1 + 4 * HOUR),
      day(3),
      day(1 + 4 * HOUR),
    ]);
    timeline.add(on(2, 'StatusUpdateGiven', { ...I, nextUpdateDueAt: isoDay(9) }));
    expect(under(slow)).toEqual([day(2), day(9)]);
    expect(under(WAITING_CALENDAR)).toEqual([day(1 + 4 * HOUR), day(2), day(9)]);
  });
});
