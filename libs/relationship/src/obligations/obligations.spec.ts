import { day, isoDay, known, on, opened, DAY_ZERO, type Said } from '../../../../test/kit/given.js';
import { DAY_MS } from '../facts/instant.js';
import { NO_HOLIDAYS } from '../calendar/calendar.js';
import { obligationsOf } from './obligations.js';

const HOUR = 1 / 24;
/** What is owed on the given day: kind, and when it is due in days. */
const owed = (at: number, ...history: Parameters<typeof known>) =>
  obligationsOf(known(opened(0), ...history), day(at)).map(({ kind, dueAt }) => [kind, (dueAt - DAY_ZERO) / DAY_MS]);

describe('what is owed', () => {
  const issue = on(1, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER', severity: 'MAJOR' });

  it('DISCLOSE: an issue we detected, until the customer is told bad news of it', () => {
    expect(owed(1, issue)).toEqual([['DISCLOSE', 1 + 4 * HOUR]]);
    expect(owed(2, issue, on(1.1, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'NO_CHANGE' }))).toHaveLength(
      1,
    );
    expect(owed(2, issue, on(1.1, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' }))).toEqual([]);
  });

  it('DISCLOSE is not discharged by the customer finding out', () =>
    expect(owed(2, issue, on(1.1, 'SurpriseDelayOccurred', { about: { issueId: 'I' } }))).toHaveLength(1));

  it('DISCLOSE is not owed of what the customer raised', () =>
    expect(owed(2, on(1, 'IssueReported', { issueId: 'I', raisedBy: 'CUSTOMER', detectedAt: isoDay(0.9) }))).toEqual(
      [],
    ));

  const promise = on(1, 'ExpectationSet', { expectationId: 'E', dueAt: isoDay(3), nextUpdateDueAt: isoDay(2) });

  it('DELIVER and UPDATE: a promise that is open, and the word promised about it', () => {
    expect(owed(1, promise)).toEqual([
      ['UPDATE', 2],
      ['DELIVER', 3],
    ]);
    expect(owed(2, promise, on(1.5, 'StatusUpdateGiven', { about: { expectationId: 'E' } }))).toEqual([['DELIVER', 3]]);
    expect(owed(3, promise, on(2.5, 'ExpectationMet', { expectationId: 'E' }))).toEqual([]);
  });

  it('DISCLOSE: a promise that passed unmet in silence, from the moment it has passed', () => {
    const kinds = (at: number) => owed(at, promise).map(([kind]) => kind);
    expect(kinds(3)).not.toContain('DISCLOSE');
    expect(kinds(3 + HOUR)).toContain('DISCLOSE');
    expect(owed(4, promise)).toContainEqual(['DISCLOSE', 3 + 4 * HOUR]);
  });

  it('DELIVER follows a reset', () =>
    expect(owed(2, promise, on(2, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(5) }))).toEqual([
      ['DELIVER', 5],
    ]));

  it('CHECK_IN: the cadence, from the last word with the customer, in their zone', () => {
    const cadence = on(0, 'RelationshipUpdated', { cadenceDays: 30 });
    expect(owed(5, cadence)).toEqual([['CHECK_IN', 30]]);
    expect(owed(5, cadence, on(4, 'CheckInHeld'))).toEqual([['CHECK_IN', 34]]);
    const zone = on(0, 'RelationshipUpdated', { cadenceDays: 120, timeZone: 'Europe/Berlin' });
    // Clocks in Berlin go forward on 29 March 2026: the same time of day comes an hour sooner in UTC.
    expect(owed(5, zone)).toEqual([['CHECK_IN', 120 - HOUR]]);
  });

  it('RETROSPECT: five working days after a major issue is resolved', () => {
    const resolved = on(2, 'IssueResolved', { issueId: 'I' });
    const told = on(1, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' });
    // Day 2 is Saturday 3 January 2026, so the five working days end on Friday the 9th.
    expect(owed(3, issue, told, resolved)).toEqual([['RETROSPECT', 8]]);
    expect(owed(4, issue, told, resolved, on(3, 'RetrospectiveHeld', { about: { issueId: 'I' } }))).toEqual([]);
  });

  it('FOLLOW_UP: an action until it is verified', () => {
    const retrospective = on(2, 'RetrospectiveHeld', { actions: [{ actionId: 'A', dueAt: isoDay(9) }] });
    expect(owed(3, retrospective)).toEqual([['FOLLOW_UP', 9]]);
    expect(owed(4, retrospective, on(3, 'CorrectiveActionVerified', { actionId: 'A' }))).toEqual([]);
  });

  it('FOLLOW_UP: a fulfilled need until the customer hears of it', () => {
    const asked = on(1, 'RequestDeclined', { requestId: 'R', needId: 'N' });
    const fulfilled = on(5, 'NeedFulfilled', { needId: 'N' });
    expect(owed(5, asked, fulfilled).map(([kind]) => kind)).toEqual(['FOLLOW_UP']);
    expect(owed(7, asked, fulfilled, on(6, 'ProactiveCallMade', { about: { needId: 'N' }, news: 'GOOD' }))).toEqual([]);
  });

  it('HEADS_UP: an executive asked, until our supervisor knows', () => {
    const asked = on(1, 'RequestReceived', { requestId: 'R', requesterRole: 'EXECUTIVE' });
    expect(owed(2, asked)).toEqual([['HEADS_UP', 1]]);
    expect(owed(3, asked, on(2, 'SupervisorNotified', { about: { requestId: 'R' } }))).toEqual([]);
    expect(owed(3, asked, on(2, 'SupervisorNotified'))).toEqual([]);
    expect(owed(3, on(0.5, 'SupervisorNotified'), asked)).toHaveLength(1);
  });

  it('HEADS_UP: an executive whom we know as such escalated', () => {
    const executive = on(0.1, 'StakeholderAdded', { stakeholderId: 'S', name: 'N', role: 'EXECUTIVE' });
    expect(owed(2, executive, on(1, 'EscalationRaised', { raisedBy: 'CUSTOMER', stakeholderId: 'S' }))).toEqual([
      ['HEADS_UP', 1],
    ]);
  });

  it('nothing while the relationship is closed', () =>
    expect(owed(3, promise, on(2, 'RelationshipClosed'))).toEqual([]));

  it('a deferral puts an obligation off, and it shows up again', () => {
    const id = `DELIVER:${promise.id}`;
    const timeline = known(
      opened(0),
      promise,
      on(1.5, 'ObligationDeferred', { obligationId: id, until: isoDay(2), reason: 'r' }),
    );
    expect(timeline.deferredUntil(id, day(1.7))).toBe(day(2));
    expect(timeline.deferredUntil(id, day(2))).toBeNull();
  });

  it('of two deferrals at one instant the one with the later id holds, whichever arrived first', () => {
    const id = `DELIVER:${promise.id}`;
    const deferred = (name: string, until: number) =>
      on(1.5, 'ObligationDeferred', { id: name, obligationId: id, until: isoDay(until), reason: 'r' });
    const [a, b] = [deferred('a', 4), deferred('b', 5)];
    expect(known(opened(0), promise, a, b).deferredUntil(id, day(2))).toBe(day(5));
    expect(known(opened(0), promise, b, a).deferredUntil(id, day(2))).toBe(day(5));
  });
});

describe('the cadence', () => {
  const calendar = { ...NO_HOLIDAYS, cadenceBySegment: new Map([['partner', 10]]) };
  const dueIn = (facts: Said<'RelationshipOpened'>) =>
    obligationsOf(known(opened(0, facts)), day(1), calendar).map(({ kind, dueAt }) => [kind, dueAt]);

  it('is that of the segment where nothing was promised to the customer', () =>
    expect(dueIn({ segment: 'partner' })).toEqual([['CHECK_IN', day(10)]]));

  it('is what was promised, where something was', () =>
    expect(dueIn({ segment: 'partner', cadenceDays: 3 })).toEqual([['CHECK_IN', day(3)]]));

  it('is none in a segment without, and none without a segment', () => {
    expect(dueIn({ segment: 'other' })).toEqual([]);
    expect(dueIn({})).toEqual([]);
  });
});
