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
  expect(questionFrom({}, null)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'SET' });
  expect(questionFrom({ askAt: 'DUE' }, mapping)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'DUE' });
  expect(questionFrom({ outcome: 'EXPECTATION_MISSED' }, mapping)).toEqual({ is: 'NEXT_EXPECTATION', askAt: 'SET' });
});

it.each([
  [{ horizon: 30 }, '--horizon says nothing of EXPECTATION_MISSED: it goes with --outcome KIND'],
  [{ every: 1 }, '--every says nothing of EXPECTATION_MISSED'],
  [{ badWhen: { is: 'OBSERVED' } as const }, '--bad-when says nothing of EXPECTATION_MISSED'],
  [
    { outcome: 'LEFT', horizon: 30, askAt: 'SET' } as const,
    '--ask-at says nothing of LEFT: it goes with --outcome EXPECTATION_MISSED',
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
