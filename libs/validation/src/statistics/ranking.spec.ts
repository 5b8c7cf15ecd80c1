import fc from 'fast-check';
import { aucOf, Ranking } from './ranking.js';

const prediction = fc.record({
  risk: fc.integer({ min: 0, max: 8 }),
  bad: fc.boolean(),
  stratum: fc.integer({ min: 0, max: 2 }),
  weight: fc.integer({ min: 0, max: 3 }),
});
type Prediction = { risk: number; bad: boolean; stratum: number; weight: number };

/** Every pair, one by one. */
function bruteForce(predictions: readonly Prediction[], weigh: (each: Prediction) => number): number | null {
  let [pairs, won] = [0, 0];
  for (const worse of predictions)
    for (const better of predictions) {
      if (!worse.bad || better.bad || worse.stratum !== better.stratum) continue;
      const weight = weigh(worse) * weigh(better);
      pairs += weight;
      won += weight * (worse.risk > better.risk ? 1 : worse.risk === better.risk ? 0.5 : 0);
    }
  return pairs === 0 ? null : won / pairs;
}

const columns = (predictions: readonly Prediction[]) =>
  [
    predictions.map(({ risk }) => risk),
    predictions.map(({ bad }) => bad),
    predictions.map(({ stratum }) => stratum),
  ] as const;

it('counts the same as pair by pair: ties half, within strata only', () => {
  fc.assert(
    fc.property(fc.array(prediction, { maxLength: 30 }), (predictions) => {
      const expected = bruteForce(predictions, () => 1);
      const found = aucOf(...columns(predictions));
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected, 12);
    }),
  );
});

it('counts a prediction as often as its weight says', () => {
  fc.assert(
    fc.property(fc.array(prediction, { maxLength: 30 }), (predictions) => {
      const expected = bruteForce(predictions, ({ weight }) => weight);
      const found = new Ranking(...columns(predictions)).auc(predictions.map(({ weight }) => weight));
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected, 12);
    }),
  );
});

it('does not compare an early week with a late one: what looks inverted when pooled can be right within', () => {
  // Everything is bad early and good late, while risk rises with time; within each week it ranks rightly.
  const risk = [1, 2, 11, 12];
  const bad = [false, true, false, true];
  expect(aucOf([1, 2, 3, 4, 11, 12, 13, 14], [false, true, true, true, false, false, false, true])).toBeLessThan(0.5);
  expect(aucOf(risk, bad, [0, 0, 1, 1])).toBe(1);
});
