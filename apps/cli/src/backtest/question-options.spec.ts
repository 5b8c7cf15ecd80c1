import { sourceFrom, type Validation } from '#source';
import { inWords, questionFrom } from './question-options.js';

function validationOf(question: object, sideFacts: readonly string[] = []): Validation {
  const { validation } = sourceFrom('ours', { contacts: '' }, { validation: { predicts: 'x', question, sideFacts } });
  if (validation === null) throw new Error('there is no validation');
  return validation;
}

const leaving = validationOf({ outcome: 'LEFT', horizonDays: 30, badWhen: 'OBSERVED' });

it('is the one of the source, or whether a promise is missed, asked when it is made', () => {
  expect(questionFrom({}, leaving)).toBe(leaving.question);
  expect(questionFrom({}, null)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'SET', groupBy: null });
  expect(questionFrom({ askAt: 'DUE' }, leaving)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'DUE', groupBy: null });
  expect(questionFrom({ outcome: 'EXPECTATION_MISSED' }, leaving)).toEqual({
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
  for (const asked of [null, leaving]) expect(() => questionFrom(options, asked)).toThrow(message);
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
    validationOf({ outcome: 'EXPECTATION_MISSED', askAt: 'DUE', ...question }, ['vendor', 'team']);

  it('is a side fact of the source, which an option may replace by another', () => {
    const byVendor = { is: 'NEXT_EXPECTATION', askAt: 'DUE', groupBy: 'vendor' };
    expect(questionFrom({}, tableOf({ group: 'vendor' }))).toEqual(byVendor);
    expect(questionFrom({ group: 'vendor' }, tableOf({}))).toEqual(byVendor);
    expect(questionFrom({ group: 'team' }, tableOf({ group: 'vendor' }))).toEqual({ ...byVendor, groupBy: 'team' });
  });

  it('is no fact that the source does not have, and on record the service of the issue alone', () => {
    expect(() => questionFrom({ group: 'carrier' }, tableOf({}))).toThrow(
      '--group carrier is no side fact of the source; there are vendor, team',
    );
    expect(() => questionFrom({ group: 'vendor' }, null)).toThrow('--group goes with --source');
    expect(() => questionFrom({ outcome: 'LEFT', horizon: 30, group: 'vendor' }, tableOf({}))).toThrow(
      '--group does not go with LEFT: it goes with --outcome EXPECTATION_MISSED',
    );
  });
});
