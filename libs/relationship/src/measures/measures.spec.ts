import { day, isoDay, known, on, opened, type Said } from '../../../../test/kit/given.js';
import { HOUR_MS } from '../facts/instant.js';
import { addMeasures, firstToTellRate, measure, NOTHING_MEASURED } from './measures.js';

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

  it('count from the first moment of the period on, and before its end', () => {
    const kept = (from: number, before: number) =>
      measure(timeline, { from: day(from), before: day(before) }, day(100)).promisesKept;
    expect([kept(6, 7), kept(5, 6), kept(6 + 1e-6, 7)]).toEqual([1, 0, 0]);
  });

  it('count a due time only once it has passed, all else from its moment on', () => {
    expect(measure(timeline, WHOLE, day(4) + 1).missedUnannounced).toBe(1);
    expect([day(6) - 1, day(6)].map((asOf) => measure(timeline, WHOLE, asOf).promisesKept)).toEqual([0, 1]);
  });

  it('count each kind of miss and of no', () => {
    const promised = (expectationId: string) => on(1, 'ExpectationSet', { expectationId, dueAt: isoDay(4) });
    const about = (expectationId: string) => ({ about: { expectationId } });
    const declined = (requestId: string, facts: Partial<Said<'RequestDeclined'>>) =>
      on(2, 'RequestDeclined', { requestId, ...facts });
    const history = known(
      opened(0),
      ...['told', 'found', 'silent'].map(promised),
      on(2, 'ProactiveCallMade', { ...about('told'), news: 'BAD' }),
      on(3, 'SurpriseDelayOccurred', about('found')),
      declined('A', {}),
      declined('B', { alternatives: [{ kind: 'LATER' }] }),
    );
    expect(measure(history, WHOLE, day(9))).toEqual({
      ...NOTHING_MEASURED,
      toldFirst: 1,
      surprises: 1,
      missedForewarned: 1,
      missedUnannounced: 2,
      declinedPlain: 1,
      declinedWithAlternative: 1,
      recordingLagsMs: Array(8).fill(0),
    });
  });

  it('count as told first neither what the customer raised nor what they learned before', () => {
    const told = (facts: Partial<Said<'IssueReported'>>, ...more: Parameters<typeof known>) =>
      measure(
        known(
          opened(0),
          on(1, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER', ...facts }),
          ...more,
          on(3, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' }),
        ),
        WHOLE,
        day(9),
      );
    expect(told({}).toldFirst).toBe(1);
    expect(told({ raisedBy: 'CUSTOMER' })).toMatchObject({ toldFirst: 0, timesToInformMs: [] });
    expect(told({}, on(2, 'SurpriseDelayOccurred', { about: { issueId: 'I' } })).toldFirst).toBe(0);
  });

  it('time to inform lies in the period in which we told, and is of the service', () => {
    const times = (from: number, before: number, service: string | null = null) =>
      measure(timeline, { from: day(from), before: day(before) }, day(100), service).timesToInformMs;
    expect(times(1 + 2 * HOUR, 2)).toEqual([2 * HOUR_MS]);
    expect(times(0, 1 + 2 * HOUR)).toEqual([]);
    expect([times(0, 9, 'mail'), times(0, 9, 'web')]).toEqual([[2 * HOUR_MS], []]);
  });

  it('how late it was recorded is of everything that stands and somebody recorded, and is of the service', () => {
    const marker = on(3, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE', recordedAt: day(9) });
    const mistake = on(3, 'CheckInHeld', { recordedAt: day(9) });
    const late = on(2, 'StatusUpdateGiven', { about: { issueId: 'I' }, recordedAt: day(3) });
    const log = known(
      ...HISTORY.slice(0, 2),
      marker,
      mistake,
      late,
      on(4, 'ContactRetracted', { contactId: mistake.id }),
    );
    expect(measure(log, WHOLE, day(100)).recordingLagsMs).toEqual([0, 0, 24 * HOUR_MS]);
    expect(measure(log, WHOLE, day(100), 'mail').recordingLagsMs).toEqual([0, 24 * HOUR_MS]);
    expect(measure(log, { from: day(0), before: day(1) }, day(100)).recordingLagsMs).toEqual([0]);
  });

  it('add up field by field, durations one by one', () => {
    const each = (n: number) =>
      Object.fromEntries(
        Object.entries(NOTHING_MEASURED).map(([name, value], index) => [name, Array.isArray(value) ? [n] : n + index]),
      ) as unknown as typeof NOTHING_MEASURED;
    const sum = addMeasures(each(100), each(1000));
    const names = Object.keys(NOTHING_MEASURED) as (keyof typeof sum)[];
    expect(names.map((name) => sum[name])).toEqual(
      names.map((name, index) => (Array.isArray(sum[name]) ? [100, 1000] : 1100 + 2 * index)),
    );
    expect(addMeasures(NOTHING_MEASURED, sum)).toEqual(sum);
  });

  it('know no rate where nobody heard of anything', () =>
    expect(firstToTellRate(measure(known(opened(0)), WHOLE, day(9)))).toBeNull());
});
