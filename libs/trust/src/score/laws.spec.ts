import fc from 'fast-check';
import type { EvidenceEntry } from '#relationship';
import { anyEntry, anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { tallyAt } from '../evidence/tally.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { DIMENSIONS } from '../model/dimension.js';
import { scoreAt } from './score-at.js';

describe.each([TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3])('$id', (model) => {
  /** What adding an entry of a class does to the score of any history, at any time. */
  const difference = (evidenceClass: string, judge: (points: number) => void) =>
    fc.assert(
      fc.property(anyHistory, anyEntry, anyTime, anyPrior, (entries, other, asOf, prior) => {
        const added = { ...other, class: evidenceClass };
        const without = scoreAt(weigh(entries, model), asOf, { prior }).score;
        judge(scoreAt(weigh(inOrder(...entries, added), model), asOf, { prior }).score - without);
      }),
      { numRuns: 150 },
    );

  const positive = [...model.classes.values()].filter((each) => each.positive).map(({ name }) => name);
  it.each(positive)('%s never lowers', (name) => difference(name, (points) => expect(points).toBeGreaterThan(-1e-9)));

  // A decline that is explained is the one class with both, and raises where candour is what the score is capped by.
  const negative = [...model.classes.keys()].filter((name) => !positive.includes(name) && name !== 'decline_explained');
  it.each(negative)('%s never raises', (name) => difference(name, (points) => expect(points).toBeLessThan(1e-9)));
});

const onItsOwn = (...entries: EvidenceEntry[]) => scoreAt(weigh(entries, TRUST_BETA_1), 0).score;

it('takes more for a promise withdrawn than for a plain no, even with a substitute', () => {
  expect(onItsOwn(entry('withdrawn_with_substitute', 0))).toBeLessThan(onItsOwn(entry('decline_plain', 0)));
  expect(onItsOwn(entry('withdrawn', 0))).toBeLessThan(onItsOwn(entry('withdrawn_with_substitute', 0)));
});

it('takes more for a second failure while the first is fresh', () => {
  const lossAt400 = (...days: number[]) => {
    const entries = days.map((day) => entry('expectation_missed_forewarned', day));
    return tallyAt(weigh(entries, TRUST_BETA_1), 400 * DAY).loss[DIMENSIONS.indexOf('reliability')];
  };
  expect(lossAt400(400)).toBeCloseTo(1, 10);
  expect(lossAt400(400, 400)).toBeCloseTo(2.5, 10);
  expect(lossAt400(40, 400)).toBeCloseTo(1 + 1.5 * 2 ** -4, 10);
});
