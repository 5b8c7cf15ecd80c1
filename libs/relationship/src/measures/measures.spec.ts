import { day, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import { HOUR_MS } from '../instant.js';
import { firstToTellRate, measure } from './measures.js';

const HOUR = 1 / 24;
const HISTORY = [
  opened(0),
  on(1, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER', detectedAt: isoDay(1), service: 'mail' }),
  on(1 + 2 * HOUR, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' }),
  on(2, 'IssueReported', { issueId: 'J', raisedBy: 'CUSTOMER', detectedAt: isoDay(1.5), service: 'web' }),
  on(3, 'ExpectationSet', { expectationId: 'E', issueId: 'J', dueAt: isoDay(4) }),
  on(5, 'ExpectationSet', { expectationId: 'F', dueAt: isoDay(6) }),
  on(6, 'ExpectationMet', { expectationId: 'F' }),
  on(7, 'RequestDeclined', { requestId: 'R', reason: 'why', recordedAt: day(8) }),
];
const WHOLE = { from: day(0), before: day(100) };

describe('measures', () => {
  const timeline = known(...HISTORY);

  it('count what happened in the period', () => {
    const measures = measure(timeline, WHOLE, day(100));
    expect(measures).toMatchObject({
      toldFirst: 1,
      surprises: 1,
      promisesKept: 1,
      missedUnannounced: 1,
      missedForewarned: 0,
    });
    expect(measures).toMatchObject({ declinedPlain: 0, declinedExplained: 1, declinedWithAlternative: 0 });
    expect(measures.timesToInformMs).toEqual([2 * HOUR_MS]);
    expect(measures.recordingLagsMs.at(-1)).toBe(24 * HOUR_MS);
    expect(firstToTellRate(measures)).toBe(0.5);
  });

  it('leave out what lies before, or after, or has not passed yet', () => {
    expect(measure(timeline, { from: day(5), before: day(7) }, day(100))).toMatchObject({
      surprises: 0,
      promisesKept: 1,
      declinedExplained: 0,
    });
    expect(measure(timeline, WHOLE, day(4)).missedUnannounced).toBe(0);
  });

  it('count one service alone', () => {
    expect(measure(timeline, WHOLE, day(100), 'mail')).toMatchObject({ toldFirst: 1, surprises: 0, promisesKept: 0 });
    expect(measure(timeline, WHOLE, day(100), 'web')).toMatchObject({
      toldFirst: 0,
      surprises: 1,
      missedUnannounced: 1,
    });
  });

  it('know no rate where nobody heard of anything', () =>
    expect(firstToTellRate(measure(known(opened(0)), WHOLE, day(9)))).toBeNull());
});
