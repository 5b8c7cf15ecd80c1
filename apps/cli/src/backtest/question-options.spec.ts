import { mappingFrom } from '../mapping/mapping.js';
import { inWords, questionFrom } from './question-options.js';

const mapping = mappingFrom({
  name: 'Desk',
  predicts: 'the client leaves',
  customer: { column: 'client' },
  contacts: [{ type: 'OutcomeObserved', at: { column: 'at' }, facts: { kind: 'LEFT' } }],
  question: { outcome: 'LEFT', horizonDays: 30, badWhen: 'OBSERVED' },
});

it('is the one of the mapping, or whether a promise is missed, asked when it is made', () => {
  expect(questionFrom({}, mapping)).toBe(mapping.question);
  expect(questionFrom({}, null)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'SET', groupBy: null });
  expect(questionFrom({ askAt: 'DUE' }, mapping)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'DUE', groupBy: null });
  expect(questionFrom({ outcome: 'EXPECTATION_MISSED' }, mapping)).toEqual({
    is: 'NEXT_EXPECTATION',
    askAt: 'SET',
    groupBy: null,
  });
});

it.each([
  [{ horizon: 30 }, '--horizon does not go with EXPECTATION_MISSED: it goes with --outcome KIND'],
  [{ every: 1 }, '--every does not go with EXPECTATION_MISSED'],
  [{ badWhen: { is: 'OBSERVED' } as const }, '--bad-when does not go with EXPECTATION_MISSED'],
  [
    { outcome: 'LEFT', horizon: 30, askAt: 'SET' } as const,
    '--ask-at does not go with LEFT: it goes with --outcome EXPECTATION_MISSED',
  ],
])('takes no option that another question would need: %j', (options, message) => {
  for (const asked of [null, mapping]) expect(() => questionFrom(options, asked)).toThrow(message);
});

it.each([
  [1, 'LEFT is observed within 1 day'],
  [2, 'LEFT is observed within 2 days'],
  [0.5, 'LEFT is observed within 0.5 days'],
])('of %d days is said as people would', (horizon, words) => {
  expect(inWords(questionFrom({ outcome: 'LEFT', horizon }, null))).toBe(words);
});

describe('the group of a promise', () => {
  const tableOf = (question: object) =>
    mappingFrom({
      name: 'Orders',
      predicts: 'the order is late',
      customer: { column: 'client' },
      contacts: [{ type: 'ExpectationSet', at: { column: 'at' }, facts: { expectationId: { column: 'order' } } }],
      rivals: { sideFacts: { vendor: { column: 'vendor' }, team: { column: 'team' } } },
      question: { outcome: 'EXPECTATION_MISSED', askAt: 'DUE', ...question },
    });

  it('is a side fact of the mapping, which an option may replace by another', () => {
    const byVendor = { is: 'NEXT_EXPECTATION', askAt: 'DUE', groupBy: 'vendor' };
    expect(questionFrom({}, tableOf({ group: 'vendor' }))).toEqual(byVendor);
    expect(questionFrom({ group: 'vendor' }, tableOf({}))).toEqual(byVendor);
    expect(questionFrom({ group: 'team' }, tableOf({ group: 'vendor' }))).toEqual({ ...byVendor, groupBy: 'team' });
  });

  it('is no fact that the mapping does not have, and on record the service of the issue alone', () => {
    expect(() => questionFrom({ group: 'carrier' }, tableOf({}))).toThrow(
      '--group carrier is no side fact of the mapping; there are vendor, team',
    );
    expect(() => questionFrom({ group: 'vendor' }, null)).toThrow('--group goes with --mapping');
    expect(() => questionFrom({ outcome: 'LEFT', horizon: 30, group: 'vendor' }, tableOf({}))).toThrow(
      '--group does not go with LEFT: it goes with --outcome EXPECTATION_MISSED',
    );
  });
});
