import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { counts, weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2 } from '../model/built-in.js';
import { scoreAt } from '../score/score-at.js';
import { mergeSums, scoreFromSums, type Sums, sumsOf } from './sums.js';

const model = TRUST_BETA_1;
const later = fc.integer({ min: 0, max: 2000 * DAY });

it('scores later as the entries themselves would', () => {
  fc.assert(
    fc.property(anyHistory, anyTime, later, anyPrior, (entries, asOf, wait, prior) => {
      const counted = entries.filter((each) => counts(each, asOf));
      const stored = JSON.parse(JSON.stringify(sumsOf(weigh(entries, model), asOf))) as Sums;
      const read = scoreFromSums(stored, asOf + wait, model, { prior });
      expect(Math.abs(read.score - scoreAt(weigh(counted, model), asOf + wait, { prior }).score)).toBeLessThan(1e-9);
    }),
  );
});

it('gives the same for a log split in two, summed apart and merged', () => {
  fc.assert(
    fc.property(anyHistory, fc.infiniteStream(fc.boolean()), anyTime, later, (entries, chance, asOf, wait) => {
      const sides = entries.map((each) => [chance.next().value as boolean, each] as const);
      const [left, right] = [true, false].map((side) =>
        sides.filter(([which]) => which === side).map(([, each]) => each),
      );
      const [a, b] = [sumsOf(weigh(left ?? [], model), asOf), sumsOf(weigh(right ?? [], model), asOf)];
      const whole = scoreFromSums(sumsOf(weigh(entries, model), asOf), asOf + wait, model);
      for (const merged of [mergeSums(a, b, model), mergeSums(b, a, model)]) {
        const read = scoreFromSums(merged, asOf + wait, model);
        expect(Math.abs(read.score - whole.score)).toBeLessThan(1e-9);
        expect(Math.abs(read.uncertainty - whole.uncertainty)).toBeLessThan(1e-9);
      }
    }),
  );
});

it('merges sums of different times as of the later', () => {
  const early = sumsOf(weigh([entry('expectation_kept', 0)], model), 0);
  const late = sumsOf(weigh([entry('expectation_kept', 180), entry('apology', 180)], model), 180 * DAY);
  expect(mergeSums(early, late, model)).toEqual({
    model: 'trust-beta/1',
    asOf: 180 * DAY,
    byClass: { expectation_kept: 1.5, apology: 1 },
  });
});

it('holds only what counts, in plain JSON', () => {
  const weighed = weigh(inOrder(entry('check_in', 0), entry('check_in', 60), entry('surprise', 61)), model);
  expect(sumsOf(weighed, 60 * DAY)).toEqual({ model: 'trust-beta/1', asOf: 60 * DAY, byClass: { check_in: 1.5 } });
});

it('is of one model and not of the past', () => {
  const sums = sumsOf(weigh([entry('check_in', 0)], model), DAY);
  expect(() => scoreFromSums(sums, DAY, TRUST_BETA_2)).toThrow(
    'the sums are of model trust-beta/1, not of trust-beta/2',
  );
  expect(() => mergeSums(sums, { ...sums, model: 'trust-beta/2' }, model)).toThrow(RangeError);
  expect(() => scoreFromSums(sums, DAY - 1, model)).toThrow('which is earlier');
});

it('passes over a class the model has no more', () => {
  const sums = { model: 'trust-beta/1', asOf: 0, byClass: { telepathy: 3, constructor: 1 } };
  expect(scoreFromSums(sums, 0, model).score).toBeCloseTo(70, 12);
});
