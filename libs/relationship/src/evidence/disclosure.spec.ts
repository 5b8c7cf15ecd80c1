import { given, isoDay, on, opened } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
  HOUR,
  I,
  issue,
  learnedOn,
  met,
  open,
  promise,
  retracted,
  surprise,
} from '../../../../test/kit/story.js';

const HOUR_MS = 3_600_000;
const ours = issue(2, { detectedAt: isoDay(1) });

describe('bad news', () => {
  it('about an issue, before the customer knew: proactive_disclosure', () =>
    expect(given(open, ours, bad(3, I)).evidence()).toEqual([['proactive_disclosure', 3]]));
  it('about an expectation, before the customer knew: proactive_disclosure', () =>
    expect(given(open, promise(1, 9), bad(3, E)).counting(4)).toEqual([['proactive_disclosure', 3]]));
  it('between detecting and reporting: proactive_disclosure', () =>
    expect(given(open, ours, bad(1.5, I)).evidence()).toEqual([['proactive_disclosure', 1.5]]));
  it('once per slip: the second call is a status_update', () =>
    expect(given(open, ours, bad(3, I), bad(4, I)).evidence()).toEqual([
      ['proactive_disclosure', 3],
      ['status_update', 4],
    ]));
  it('once per slip, also at one instant', () =>
    expect(given(open, ours, bad(3, I), bad(3, I)).evidence()).toEqual([
      ['proactive_disclosure', 3],
      ['status_update', 3],
    ]));
  it('is a status_update once an earlier call is recorded late', () => {
    const earlier = on(2.5, 'ProactiveCallMade', { ...I, news: 'BAD', recordedAt: 9e15 });
    expect(given(open, ours, bad(3, I), earlier).evidence()).toEqual([
      ['proactive_disclosure', 2.5],
      ['status_update', 3],
    ]);
  });
  it('about what the customer raised: status_update', () =>
    expect(given(open, issue(2, { raisedBy: 'CUSTOMER' }), bad(3, I)).evidence()).toEqual([['status_update', 3]]));
  it('about what a surprise says they knew: status_update', () => {
    expect(given(open, ours, surprise(2.5, I), bad(3, I)).evidence()).toEqual([
      ['surprise', 2.5],
      ['status_update', 3],
    ]);
    expect(given(open, ours, bad(3, I), surprise(9, { ...I, ...learnedOn(2.5) })).evidence()).toEqual([
      ['surprise', 2.5],
      ['status_update', 3],
    ]);
  });
  it('about an issue, though they found out about a promise of it: proactive_disclosure', () => {
    const history = [ours, promise(2, 9, { issueId: 'I' }), surprise(2.5, E), bad(3, I)];
    expect(given(open, ...history).counting(4)).toEqual([
      ['surprise', 2.5],
      ['proactive_disclosure', 3],
    ]);
  });
  it('about what they escalated before: status_update', () =>
    expect(given(open, ours, escalated(2.5, I), bad(3, I)).counting(3)).toContainEqual(['status_update', 3]));
  it('about a promise, after bad news about its issue: status_update', () => {
    const history = [issue(1), promise(1.5, 9, { issueId: 'I' }), bad(3, I), bad(4, E)];
    expect(given(open, ...history).counting(4)).toEqual([
      ['proactive_disclosure', 3],
      ['status_update', 4],
    ]);
  });
  it('about a promise tells of it again once a reset has set another due time', () =>
    expect(
      given(open, promise(1, 5), bad(3, E), on(4, 'ExpectationReset', { ...E.about, dueAt: isoDay(8) }), bad(6, E))
        .counting(9)
        .filter(([name]) => name === 'proactive_disclosure'),
    ).toEqual([
      ['proactive_disclosure', 3],
      ['proactive_disclosure', 6],
    ]));
  it('at the instant of a reset is first or second as it was recorded', () => {
    const before = on(3, 'ExpectationReset', { ...E.about, dueAt: isoDay(8) });
    const call = bad(3, E);
    const after = on(3, 'ExpectationReset', { ...E.about, dueAt: isoDay(8) });
    expect(given(open, promise(1, 5), call, after).evidence()).toContainEqual(['proactive_disclosure', 3]);
    expect(given(open, promise(1, 5), call, before).evidence()).toContainEqual(['status_update', 3]);
  });
  it('at the instant at which a promise is set tells of it', () =>
    expect(given(open, promise(1, 5), bad(1, E)).evidence()).toEqual([
      ['proactive_disclosure', 1],
      ['expectation_missed_forewarned', 5],
    ]));
  it('about a promise that was kept is a disclosure still: what was kept never lowers', () =>
    expect(given(open, promise(1, 5), met(2), bad(3, E)).evidence()).toEqual([
      ['expectation_kept', 2],
      ['proactive_disclosure', 3],
    ]));
  it('with an apology: apology beside it', () =>
    expect(given(open, ours, bad(3, { ...I, apologised: true })).evidence()).toEqual(
      expect.arrayContaining([
        ['proactive_disclosure', 3],
        ['apology', 3],
      ]),
    ));
  it('about nothing that can slip: status_update, as often as it is said', () => {
    const request = on(1, 'RequestReceived', { requestId: 'R' });
    expect(given(open, bad(3), bad(4)).evidence()).toEqual([
      ['status_update', 3],
      ['status_update', 4],
    ]);
    expect(given(open, request, bad(3, { about: { requestId: 'R' } })).evidence()).toEqual([['status_update', 3]]);
  });
  it('about an issue that was taken back: status_update', () =>
    expect(given(open, ours, bad(3, I), retracted(4, ours)).evidence()).toEqual([['status_update', 3]]));
});

describe('how long the customer waited to be told', () => {
  const informOf = (...history: Parameters<typeof given>) => given(...history).entry('proactive_disclosure').inform;
  it('counts from when we detected the issue', () =>
    expect(informOf(open, ours, bad(1 + 2 * HOUR, I))).toEqual({ tookMs: 2 * HOUR_MS, noticeMs: 4 * HOUR_MS }));
  it('counts from when we detected the issue, of a promise that belongs to it', () => {
    const history = [ours, promise(2, 9, { issueId: 'I' }), bad(3, E)];
    expect(informOf(open, ...history)).toEqual({ tookMs: 48 * HOUR_MS, noticeMs: 4 * HOUR_MS });
  });
  it('is nothing for a promise that belongs to no issue', () =>
    expect(informOf(open, promise(1, 9), bad(3, E))?.tookMs).toBe(0));
  it('is nothing for an issue of the customer about whose promise we call', () => {
    const history = [issue(2, { raisedBy: 'CUSTOMER' }), promise(2, 9, { issueId: 'I' }), bad(3, E)];
    expect(informOf(open, ...history)?.tookMs).toBe(0);
  });
  it('is weighed against the notice of the relationship', () => {
    expect(informOf(opened(0, { noticeHours: 24 }), ours, bad(3, I))?.noticeMs).toBe(24 * HOUR_MS);
    const agreed = on(0.5, 'RelationshipUpdated', { noticeHours: 0.5 });
    expect(informOf(open, agreed, ours, bad(3, I))?.noticeMs).toBe(HOUR_MS / 2);
  });
  it('is no factor of anything else', () =>
    expect(given(open, ours, bad(3, I), bad(4, I)).entry('status_update').inform).toBeNull());
});
