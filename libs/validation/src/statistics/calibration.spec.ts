import { chanceOf } from '../../test/planted-histories.js';
import { atCapacity } from './capacity.js';
import { calibrationOf } from './calibration.js';
import { fitLogistic, logistic, logit } from '#trust';

const chance = chanceOf(5);
const truth = Array.from({ length: 4000 }, () => 0.05 + 0.9 * chance());
const bad = truth.map((risk) => chance() < risk);

it('gives the Brier score by hand', () => {
  const { brier, brierOfBaseRate, shortfall } = calibrationOf([0.1, 0.9, 0.5], [false, true, true]);
  expect(brier).toBeCloseTo((0.01 + 0.01 + 0.25) / 3, 12);
  expect(brierOfBaseRate).toBeCloseTo(2 / 9, 12);
  expect(shortfall).toBeCloseTo(2 / 3 - 0.5, 12);
});

it('finds a slope of 1 where risks are right, below 1 where they are too extreme, above where too cautious', () => {
  const slopeOf = (by: number) =>
    calibrationOf(
      truth.map((risk) => logistic(by * logit(risk))),
      bad,
    ).slope ?? NaN;
  expect(slopeOf(1)).toBeGreaterThan(0.9);
  expect(slopeOf(1)).toBeLessThan(1.1);
  expect(slopeOf(2)).toBeCloseTo(slopeOf(1) / 2, 3);
  expect(slopeOf(0.5)).toBeCloseTo(slopeOf(1) * 2, 3);
});

it('states no slope that chance alone could reverse, and no figure where nothing was judged', () => {
  const outcomes = bad.slice(0, 400);
  const nearly = outcomes.map((_, index) => 0.5 + 0.002 * (index % 10));
  expect(calibrationOf(nearly, outcomes).slope).toBeNull();
  expect(calibrationOf(truth.slice(0, 400), outcomes).slope).not.toBeNull();
  expect(calibrationOf([], [])).toEqual({
    predictions: 0,
    brier: null,
    brierOfBaseRate: null,
    shortfall: null,
    slope: null,
    curve: [],
  });
});

it('has a curve that accounts for every prediction, near the diagonal where risks are right', () => {
  const { curve } = calibrationOf(truth, bad);
  expect(curve.reduce((sum, { predictions }) => sum + predictions, 0)).toBe(4000);
  for (const { predicted, observed } of curve) expect(Math.abs(predicted - observed)).toBeLessThan(0.08);
});

it('keeps predictions of one risk in one bin', () => {
  const { curve } = calibrationOf([0.2, 0.2, 0.2, 0.2, 0.8], [true, false, false, false, true]);
  expect(curve).toEqual([
    { predictions: 4, predicted: 0.2, observed: 0.25 },
    { predictions: 1, predicted: 0.8, observed: 1 },
  ]);
});

it('recovers the logistic curve that made the outcomes', () => {
  const fitted = fitLogistic(truth.map(logit), bad);
  expect(fitted?.slope).toBeCloseTo(1, 0);
  expect(Math.abs(fitted?.intercept ?? 1)).toBeLessThan(0.15);
  expect(fitLogistic([1, 2], [true, true])).toBeNull();
});

it('finds what can be looked after, with a random choice of those at the limit', () => {
  const risk = [9, 8, 5, 5, 5, 5, 1, 1, 1, 1];
  const outcome = [true, false, true, true, false, false, false, false, false, false];
  expect(atCapacity(risk, outcome, 0.2)).toMatchObject({ lookedAfter: 2, found: 1, precision: 0.5, recall: 1 / 3 });
  expect(atCapacity(risk, outcome, 0.4)).toMatchObject({ lookedAfter: 4, found: 2, recall: 2 / 3 });
  expect(atCapacity(risk, outcome, 0.4).lift).toBeCloseTo(0.5 / 0.3, 12);
});

it('is about only those predictions that have a risk', () => {
  const [some, outcomes] = [
    [0.1, null, 0.9, null, 0.5],
    [false, true, true, false, true],
  ];
  expect(calibrationOf(some, outcomes)).toEqual(calibrationOf([0.1, 0.9, 0.5], [false, true, true]));
  expect(calibrationOf(some, outcomes).predictions).toBe(3);
});
