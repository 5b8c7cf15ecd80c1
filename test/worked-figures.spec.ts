import { type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1 } from '#trust';
import { day, isoDay, on, opened } from './kit/given.js';

const at = (days: number, ...contacts: RecordedContact[]) => {
  const assessment = assess([opened(0), ...contacts], { asOf: day(days), knownAt: Infinity, model: TRUST_BETA_1 });
  if (assessment === null) throw new Error('not open');
  return assessment;
};
const HOUR = 1 / 24;
const kept = (days: number) => [
  on(days - 1, 'ExpectationSet', { expectationId: `E${days}`, dueAt: isoDay(days + 1) }),
  on(days, 'ExpectationMet', { expectationId: `E${days}` }),
];
const BASE = [
  on(10, 'CheckInHeld'),
  ...kept(14),
  on(20, 'StatusUpdateGiven'),
  on(27, 'StatusUpdateGiven'),
  ...kept(35),
];

describe('the worked figures of the model, from contacts', () => {
  it('no entries', () => {
    const { score, interval } = at(1);
    expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['70.0', '45.7', '89.8']);
  });

  it('the base', () => {
    const { score, interval, dimensions } = at(39, ...BASE);
    expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['75.8', '54.5', '92.3']);
    expect(dimensions.map((each) => (each.score / 100).toFixed(3))).toEqual(['0.700', '0.846', '0.748', '0.721']);
  });

  it('the base, then a slip told early, a promise reset and kept, and a joint look back', () => {
    const history = [
      ...BASE,
      on(38, 'ExpectationSet', { expectationId: 'E', dueAt: isoDay(42) }),
      on(40, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER', detectedAt: isoDay(40 - 2 * HOUR) }),
      on(40, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' }),
      on(40, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(46) }),
      on(43, 'StatusUpdateGiven'),
      on(45, 'ExpectationMet', { expectationId: 'E' }),
      on(52, 'RetrospectiveHeld', { providerView: 'ours', customerView: 'theirs' }),
    ];
    const { score, interval, contributions, prior } = at(60, ...history);
    expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['78.7', '61.5', '92.2']);
    expect(prior).toBeCloseTo(70, 12);
    expect(contributions.map(({ points }) => points.toFixed(2))).toEqual([
      '0.24',
      '1.36',
      '0.29',
      '0.32',
      '1.47',
      '3.63',
      '-3.29',
      '0.38',
      '1.53',
      '2.80',
    ]);
  });

  it('check-ins are worth less and less', () => {
    const scores = [1, 3, 10, 30].map((n) =>
      at(30, ...Array.from({ length: n }, (_, i) => on((30 * i) / n, 'CheckInHeld'))).score.toFixed(1),
    );
    expect(scores).toEqual(['70.4', '70.9', '71.2', '71.2']);
  });

  it('a decline, plain, explained, with an alternative', () => {
    const after = (facts: object) => at(1, on(0, 'RequestDeclined', { requestId: 'R', ...facts })).score.toFixed(1);
    const alternatives = [{ kind: 'LATER' }];
    expect([after({}), after({ reason: 'why' }), after({ reason: 'why', alternatives })]).toEqual([
      '63.0',
      '65.9',
      '72.4',
    ]);
  });

  it('a misstatement', () => {
    const { score, mean, cap } = at(0, on(0, 'MisstatementProven', { what: 'x' }));
    expect([(100 * mean).toFixed(2), cap.toFixed(2), score.toFixed(2)]).toEqual(['52.50', '-10.83', '41.67']);
  });
});
