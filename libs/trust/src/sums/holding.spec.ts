import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1 as model, TRUST_BETA_2 } from '../model/built-in.js';
import { scoreAt } from '../score/score-at.js';
import { holdingOf, weighedFrom } from './holding.js';

const stored = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

it('gives at any later time the score that all of the evidence gives', () =>
  fc.assert(
    fc.property(anyHistory, anyTime, anyTime, anyPrior, (entries, one, other, prior) => {
      const [held, asked] = [Math.min(one, other), Math.max(one, other)];
      const kept = stored(holdingOf(weigh(entries, model), held));
      const direct = scoreAt(weigh(entries, model), asked, { prior });
      const read = scoreAt(weighedFrom(kept, model), asked, { prior });
      expect(Math.abs(read.score - direct.score)).toBeLessThan(1e-9);
      expect(Math.abs(read.uncertainty - direct.uncertainty)).toBeLessThan(1e-9);
    }),
  ));

it('is one sum a class of what counts, and what is yet to count, one by one', () => {
  const missed = (day: number, lapse: boolean) => entry('expectation_missed_unannounced', day, { lapse });
  const entries = inOrder(entry('check_in', 0), entry('check_in', 3), missed(3, true), missed(5, false));
  expect(holdingOf(weigh(entries, model), 3 * DAY)).toEqual({
    model: model.id,
    asOf: 3 * DAY,
    byClass: {
      check_in: [[3 * DAY, 0, 1 + 2 ** (-3 / 60)]],
      expectation_missed_unannounced: [
        [3 * DAY, 1, 1],
        [5 * DAY, 0, 1],
      ],
    },
  });
  const read = weighedFrom(holdingOf(weigh(entries, model), 3 * DAY), model);
  expect(read.runs.map((run) => [run.class.name, Array.from(run.at), Array.from(run.lapse)])).toEqual(
    weigh(entries, model).runs.map((run) =>
      run.class.name === 'check_in'
        ? ['check_in', [3 * DAY], [0]]
        : [run.class.name, Array.from(run.at), Array.from(run.lapse)],
    ),
  );
  expect([read.model, read.entries]).toEqual([model, []]);
});

it('is of no other model', () =>
  expect(() => weighedFrom(holdingOf(weigh([], model), 0), TRUST_BETA_2)).toThrow(
    new RangeError('the holding is of model trust-beta/1, not of trust-beta/2'),
  ));
