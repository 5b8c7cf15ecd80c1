import type { PredictorResult } from '#validation';
import { calibrationPlot, rankingPlot } from '../../apps/cli/src/backtest/report/plots.js';

/** A predictor of which only what is drawn is told. */
const drawn = (auc: number, predicted: number) =>
  ({
    name: 'some',
    kind: 'SCORE',
    auc: { value: auc, low: auc, high: auc },
    calibration: { slope: null, curve: [{ predicted, observed: predicted, predictions: 10 }] },
  }) as unknown as PredictorResult;

/** Places and texts of what is written under the axis. */
const under = (svg: string, text: RegExp) =>
  [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" text-anchor="middle" class="small">([^<]*)</g)]
    .map(([, x, , said = '']) => ({ x: Number(x), said }))
    .filter(({ said }) => text.test(said));

it.each([
  [0.02, 0.98],
  [0.1, 0.9],
  [0.45, 0.7],
])('writes AUC from %d to %d without one label running into the next', (low, high) => {
  const places = under(
    rankingPlot([drawn(low, 0.5), drawn(high, 0.5)], (each) => each.auc),
    /^\d\.\d\d$/,
  ).map(({ x }) => x);
  expect(places.length).toBeGreaterThan(4);
  for (const [index, x] of places.slice(1).entries()) expect(x - (places[index] as number)).toBeGreaterThan(30);
});

it.each([
  [0.05, ['0 %', '2 %', '4 %', '6 %', '8 %']],
  [0.58, ['0 %', '16 %', '32 %', '48 %', '64 %']],
  [0.99, ['0 %', '25 %', '50 %', '75 %', '100 %']],
])('marks risks up to %d in whole steps that are as they say, within the picture', (predicted, said) => {
  const labels = under(calibrationPlot([drawn(0.5, predicted)]), /%$/);
  expect(labels.map((each) => each.said)).toEqual(said);
  expect(Math.max(...labels.map(({ x }) => x))).toBeLessThanOrEqual(340);
});
