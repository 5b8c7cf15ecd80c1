import { obligationsOf, type RecordedContact } from '#relationship';
import { day, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import { priorOf } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_3 } from '../model/built-in.js';
import { scoreFromSums, sumsOf } from '../sums/sums.js';
import { lapsing, meeting } from './meeting.js';
import { pointsAtStake } from './points-at-stake.js';

const MODEL = TRUST_BETA_3;
const NOW = day(10);
const HISTORY = [
  opened(0, { cadenceDays: 5 }),
  on(1, 'CheckInHeld'),
  on(2, 'IssueReported', { issueId: 'OLD', raisedBy: 'PROVIDER', severity: 'MAJOR' }),
  on(2, 'ProactiveCallMade', { about: { issueId: 'OLD' }, news: 'BAD', apologised: true }),
  on(3, 'IssueResolved', { issueId: 'OLD' }),
  on(4, 'ExpectationSet', { expectationId: 'LATE', dueAt: isoDay(6) }),
  on(5, 'RetrospectiveHeld', { actions: [{ actionId: 'A', dueAt: isoDay(20) }] }),
  on(7, 'RequestDeclined', { requestId: 'R', needId: 'N', requesterRole: 'EXECUTIVE' }),
  on(8, 'NeedFulfilled', { needId: 'N' }),
  on(9, 'ExpectationSet', { expectationId: 'OPEN', dueAt: isoDay(12), nextUpdateDueAt: isoDay(11) }),
  on(9.9, 'IssueReported', { issueId: 'THEIRS', raisedBy: 'CUSTOMER', severity: 'MAJOR' }),
  on(5, 'IssueReported', { issueId: 'SILENT', raisedBy: 'CUSTOMER' }),
  on(9.99, 'IssueReported', { issueId: 'NEW', raisedBy: 'PROVIDER', severity: 'MAJOR' }),
];

const timeline = known(...HISTORY);
const PRIOR = priorOf(timeline) ?? undefined;
const obligations = obligationsOf(timeline, NOW, MODEL.calendar);
const stakes = () => pointsAtStake(timeline, weigh(timeline.evidence(MODEL.calendar), MODEL), obligations, NOW);
const stakeOf = (kind: string) => stakes()[obligations.findIndex((each) => each.kind === kind)] ?? NaN;

/** The score from scratch, with what might happen added to what did, but without the silence after what might happen. */
function scoreWith(asOf: number, contact: RecordedContact | null, history = HISTORY) {
  const entries = known(...history, ...(contact === null ? [] : [contact])).evidence(MODEL.calendar);
  const counted = entries.filter(({ lapse, causeEventId }) => !lapse || causeEventId !== contact?.id);
  return scoreFromSums(sumsOf(weigh(counted, MODEL), asOf), asOf, MODEL, PRIOR).score;
}

describe('points at stake', () => {
  it('are there for every kind of obligation', () =>
    expect([...new Set(obligations.map(({ kind }) => kind))].sort()).toEqual([
      'CHECK_IN',
      'DELIVER',
      'DISCLOSE',
      'FOLLOW_UP',
      'HEADS_UP',
      'RESPOND',
      'RETROSPECT',
      'UPDATE',
    ]));

  it.each(obligations.map((obligation, index) => [obligation.id, obligation, index] as const))(
    'are the assessment if met now less the assessment if let go: %s',
    (_id, obligation, index) => {
      const asOf = Math.max(NOW, obligation.dueAt + 1);
      const expected = scoreWith(asOf, meeting(obligation, NOW)) - scoreWith(asOf, lapsing(obligation, NOW));
      expect(stakes()[index]).toBeCloseTo(expected, 9);
    },
  );

  it('are above 0 for a promised update that is due long after the hours of silence', () => {
    const reported = on(1, 'IssueReported', { issueId: 'I', raisedBy: 'CUSTOMER', severity: 'MAJOR' });
    const promised = on(1.1, 'StatusUpdateGiven', { about: { issueId: 'I' }, nextUpdateDueAt: isoDay(5) });
    const far = known(opened(0), reported, promised);
    const owed = obligationsOf(far, day(1.2), MODEL.calendar).filter(({ kind }) => kind === 'UPDATE');
    const points = pointsAtStake(far, weigh(far.evidence(MODEL.calendar), MODEL), owed, day(1.2));
    expect(points).toEqual([expect.any(Number)]);
    expect(points[0]).toBeGreaterThan(0);
  });

  it('are none before the relationship is open', () =>
    expect(pointsAtStake(known(), weigh([], MODEL), obligations, NOW)).toEqual(obligations.map(() => 0)));

  it('are much where the customer would find out, nothing where only a supervisor waits', () => {
    expect(stakeOf('DISCLOSE')).toBeGreaterThan(5);
    expect(stakeOf('DELIVER')).not.toBeNaN();
    expect(obligations.filter(({ kind, id }) => kind === 'UPDATE' && id.endsWith(':1'))).toHaveLength(1);
    for (const [index, { kind, dueAt }] of obligations.entries())
      if ((kind === 'RESPOND' || kind === 'UPDATE') && dueAt >= NOW) expect(stakes()[index]).toBeGreaterThan(1);
    expect(stakeOf('HEADS_UP')).toBe(0);
  });
});
