import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { DIMENSIONS } from '../model/dimension.js';
import { parseModel } from '../model/parse-model.js';
import { scoreAt } from '../score/score-at.js';
import { assessEntries } from './assess-entries.js';
import { intervalAt, intervalOf } from './interval.js';

describe.each([TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3])('$id', (model) => {
  it('explains every point of the score', () => {
    fc.assert(
      fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, given) => {
        const { score, prior, cap, contributions } = assessEntries(entries, { asOf, model, prior: given });
        const points = contributions.reduce((sum, each) => sum + each.points, 0);
        expect(Math.abs(prior + points + cap - score)).toBeLessThan(1e-9);
        expect(cap).toBeLessThanOrEqual(0);
        expect(prior).toBeCloseTo(given ?? 70, 9);
      }),
    );
  });

  it('explains every point of every dimension', () => {
    fc.assert(
      fc.property(anyHistory, anyTime, (entries, asOf) => {
        const { dimensions, contributions } = assessEntries(entries, { asOf, model });
        expect(dimensions.map((each) => each.dimension)).toEqual(DIMENSIONS);
        for (const { dimension, score } of dimensions) {
          const { prior, omega } = model.document.dimensions[dimension];
          const points = contributions.reduce((sum, each) => sum + each.byDimension[dimension], 0);
          expect(Math.abs(omega * (score - 100 * prior) - points)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('has an interval that holds the score unless the cap bites', () => {
    fc.assert(
      fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
        const { mean, score, cap, interval } = assessEntries(entries, { asOf, model, prior });
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeLessThan(100 * mean);
        expect(interval.high).toBeGreaterThan(100 * mean);
        expect(interval.high).toBeLessThanOrEqual(100);
        if (cap === 0) expect(score).toBeCloseTo(100 * mean, 9);
      }),
    );
  });
});

it('has the same score and interval as when they are asked for alone', () => {
  fc.assert(
    fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
      const weighed = weigh(entries, TRUST_BETA_1);
      const assessed = assessEntries(entries, { asOf, model: TRUST_BETA_1, prior });
      expect(assessed).toMatchObject(scoreAt(weighed, asOf, { prior }));
      expect(assessed.interval).toEqual(intervalAt(weighed, asOf, { prior }));
    }),
  );
});

it('says how old an entry is and what age has left of it', () => {
  const kept = entry('expectation_kept', 20, { severity: 'MAJOR', selfReported: true });
  const late = entry('apology', 300);
  const { contributions } = assessEntries(inOrder(kept, late), { asOf: 200 * DAY, model: TRUST_BETA_1 });
  expect(contributions).toEqual([
    {
      entry: kept,
      points: expect.closeTo(1.8, 10) as number,
      byDimension: { candour: 0, reliability: expect.closeTo(1.8, 10) as number, responsiveness: 0, care: 0 },
      remaining: 0.5,
      ageDays: 180,
      magnitude: 1,
    },
  ]);
});

it('keeps entries faded to nothing, at no points', () => {
  const { score, contributions } = assessEntries([entry('apology', 0)], { asOf: 1e6 * DAY, model: TRUST_BETA_1 });
  expect(score).toBeCloseTo(70, 12);
  expect(contributions).toMatchObject([{ points: 0, remaining: 0 }]);
});

it('narrows the interval to the score when there is evidence beyond measure', () => {
  const heavy = { MINOR: 1, NORMAL: 1e300, MAJOR: 1 };
  // Beyond what a document may say.
  const model = { ...TRUST_BETA_1, document: { ...TRUST_BETA_1.document, severity: heavy } };
  const all = ['joint_retrospective', 'corrective_action', 'escalated_on_behalf'].map((name) => entry(name, 0));
  expect(assessEntries(all, { asOf: 0, model })).toMatchObject({ score: 100, interval: { low: 100, high: 100 } });
});

it('narrows it to where trust is, whatever that is, where there is as much on both sides', () => {
  const heavy = { MINOR: 1, NORMAL: 1e15, MAJOR: 1 };
  const model = { ...TRUST_BETA_1, kappa: 0, document: { ...TRUST_BETA_1.document, severity: heavy } };
  const all = ['joint_retrospective', 'expectation_kept', 'withdrawn', 'complaint'].map((name) => entry(name, 0));
  const { mean, interval } = assessEntries(inOrder(...all), { asOf: 0, model });
  expect(mean).toBeGreaterThan(0.05);
  expect(mean).toBeLessThan(0.95);
  expect(interval.high - interval.low).toBeLessThan(10);
  const certain = intervalOf({ expected: [0.5, 0.5, 0.5, 0.5], mean: 0.5 } as never, sure(1e11), TRUST_BETA_1);
  expect(certain).toEqual({ low: 50, high: 50 });
  const nearly = intervalOf({ expected: [0.5, 0.5, 0.5, 0.5], mean: 0.5 } as never, sure(1e9), TRUST_BETA_1);
  expect(nearly.low).toBeLessThan(50);
  expect(nearly.high).toBeGreaterThan(50);
});

it('is no wider than nothing where all of it is on one side', () => {
  const at = (mean: number) => intervalOf({ expected: [mean, mean, mean, mean], mean } as never, sure(1), TRUST_BETA_1);
  expect([at(0), at(1)]).toEqual([
    { low: 0, high: 0 },
    { low: 100, high: 100 },
  ]);
});

const sure = (observations: number) => {
  const each = [observations / 2, observations / 2, observations / 2, observations / 2];
  return { gain: each, loss: each, known: each } as never;
};

it.each([['withdrawn', 'complaint', 'surprise'] as const, ['need_fulfilled', 'proactive_disclosure'] as const])(
  'reaches to the score where a prior counts for next to nothing, after %s',
  (...classes) => {
    const model = parseModel({ ...TRUST_BETA_1.document, priorWeight: 1e-3, cap: 1 });
    const all = classes.map((name) => entry(name, 0));
    const { score, interval } = assessEntries(inOrder(...all), { asOf: 0, model });
    expect(interval.low).toBeLessThanOrEqual(score);
    expect(interval.high).toBeGreaterThanOrEqual(score);
  },
);
