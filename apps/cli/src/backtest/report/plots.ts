import type { Backtest, Estimate, PredictorResult, RecorderResult } from '#validation';
import { RUNNING_SHARE_90 } from '#validation';
import { toDay } from '#relationship';
import { box, dot, label, line, path, picture, scale } from './svg.js';

const WIDTH = 860;
const ROW = 24;
/** Over a wider range of AUC, labels 0.05 apart would overlap. */
const MOST_LABELLED = 0.6;

/** The AUC of every predictor with its interval. The dashed line is chance, the shaded band the headline's interval. */
export function rankingPlot(
  predictors: readonly PredictorResult[],
  of: (each: PredictorResult) => Estimate | null,
): string {
  const shown = predictors.filter((each) => of(each) !== null);
  const values = shown.flatMap((each) => [
    of(each)?.low ?? of(each)?.value ?? 0.5,
    of(each)?.high ?? of(each)?.value ?? 0.5,
  ]);
  const low = Math.floor(20 * Math.min(0.5, ...values)) / 20;
  const high = Math.ceil(20 * Math.max(0.6, ...values)) / 20;
  const x = scale([low, high], [400, WIDTH - 70]);
  const height = ROW * shown.length + 40;
  const headline = shown[0] === undefined ? null : of(shown[0]);
  const ticks = Array.from({ length: Math.round((high - low) * 20) + 1 }, (_, index) => low + index / 20);
  return picture(WIDTH, height, 'AUC of each predictor with its 90 % interval', [
    ...(headline === null
      ? []
      : [
          box(
            x(headline.low ?? headline.value),
            6,
            x(headline.high ?? headline.value) - x(headline.low ?? headline.value),
            height - 34,
            'band',
          ),
        ]),
    ...ticks.map((tick) => line(x(tick), 6, x(tick), height - 28, Math.abs(tick - 0.5) < 1e-9 ? 'coin' : 'grid')),
    ...ticks
      .filter((tick) => high - low <= MOST_LABELLED || Math.round(tick * 20) % 2 === 0)
      .map((tick) => label(x(tick), height - 10, tick.toFixed(2), 'middle', 'small')),
    ...shown.flatMap((each, index) => {
      const y = ROW * index + 20;
      const { value, low: from, high: to } = of(each) as Estimate;
      const className =
        index === 0 ? 'ours strong' : each.kind === 'SCORE' ? 'ours' : each.kind === 'GROUP' ? 'group' : 'rival';
      return [
        label(390, y + 4, each.name, 'end', index === 0 ? 'strong' : ''),
        line(x(from ?? value), y, x(to ?? value), y, className),
        dot(x(value), y, 4.5, className, `${each.name}: ${value.toFixed(3)}`),
        label(WIDTH - 60, y + 4, value.toFixed(3), 'start', index === 0 ? 'strong' : ''),
      ];
    }),
  ]);
}

/** The stated risk against the share that turned out bad. On the diagonal they agree. */
export function calibrationPlot(predictors: readonly PredictorResult[]): string {
  const size = 360;
  const [headline] = predictors;
  const rival = predictors.find(({ name }) => name === RUNNING_SHARE_90);
  const curves = [headline, rival].flatMap((each, index) =>
    each === undefined ? [] : [{ each, className: index === 0 ? 'ours strong' : 'rival' }],
  );
  // A multiple of 4 %, so that each of the four steps is of whole per cents.
  const top = Math.min(
    1,
    0.04 *
      Math.ceil(
        27.5 *
          Math.max(
            0.05,
            ...curves.flatMap(({ each }) =>
              each.calibration.curve.flatMap(({ predicted, observed }) => [predicted, observed]),
            ),
          ),
      ),
  );
  const x = scale([0, top], [50, size - 20]);
  const y = scale([0, top], [size - 40, 10]);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  return picture(size, size, 'Calibration: stated risk against the share that turned out bad', [
    ...ticks.flatMap((tick) => [
      line(x(tick), y(0), x(tick), y(top), 'grid'),
      line(x(0), y(tick), x(top), y(tick), 'grid'),
      label(x(tick), size - 24, `${(100 * tick).toFixed(0)} %`, 'middle', 'small'),
      label(44, y(tick) + 4, `${(100 * tick).toFixed(0)} %`, 'end', 'small'),
    ]),
    line(x(0), y(0), x(top), y(top), 'coin'),
    label(size / 2, size - 6, 'risk stated', 'middle', 'small'),
    ...curves.flatMap(({ each, className }) => [
      path(
        each.calibration.curve.map(({ predicted, observed }) => [x(predicted), y(observed)]),
        className,
      ),
      ...each.calibration.curve.map(({ predicted, observed, predictions }) =>
        dot(
          x(predicted),
          y(observed),
          3.5,
          className,
          `${predictions} predictions: stated ${(100 * predicted).toFixed(1)} %, observed ${(100 * observed).toFixed(1)} %`,
        ),
      ),
    ]),
  ]);
}

/** The AUC of the headline and of the running share over time. The bars are the share of bad outcomes. */
export function overTimePlot({ overTime }: Backtest): string {
  const [width, height] = [480, 360];
  const x = scale([0, Math.max(1, overTime.length)], [50, width - 10]);
  const y = scale([0, 1], [height - 50, 10]);
  const middle = (index: number) => x(index + 0.5);
  const drawn = (of: (index: number) => number | null | undefined, className: string) => {
    const points = overTime.flatMap((_, index) => {
      const value = of(index);
      return value == null ? [] : [[middle(index), y(value)] as const];
    });
    return [path(points, className), ...points.map(([px, py]) => dot(px, py, 3.5, className))];
  };
  return picture(width, height, 'AUC over time, and the share of bad outcomes', [
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
      line(x(0), y(tick), width - 10, y(tick), tick === 0.5 ? 'coin' : 'grid'),
      label(44, y(tick) + 4, tick.toFixed(2), 'end', 'small'),
    ]),
    ...overTime.map(({ bad, questions }, index) =>
      box(
        x(index) + 4,
        y(bad / questions),
        x(index + 1) - x(index) - 8,
        y(0) - y(bad / questions),
        'bar',
        `${((100 * bad) / questions).toFixed(1)} % of ${questions} bad`,
      ),
    ),
    ...drawn((index) => overTime[index]?.runningShare, 'rival'),
    ...drawn((index) => overTime[index]?.headline, 'ours strong'),
    ...overTime.flatMap(({ from }, index) =>
      index % 3 === 0 ? [label(middle(index), height - 30, toDay(from), 'middle', 'small')] : [],
    ),
    label(width / 2, height - 8, 'from; each slice has the same number of predictions', 'middle', 'small'),
  ]);
}

/** Bad outcomes of each recorder against what the same scores predict over all recorders. */
export function recordersPlot(results: readonly RecorderResult[]): string {
  const shown = results.slice(0, 12);
  const most = Math.max(1, ...shown.flatMap(({ bad, expectedBad }) => [bad, expectedBad]));
  const x = scale([0, most], [220, WIDTH - 80]);
  return picture(WIDTH, ROW * shown.length + 20, 'Bad outcomes by recorder, and how many were to be expected', [
    ...shown.flatMap(({ recorder, bad, expectedBad }, index) => {
      const y = ROW * index + 16;
      return [
        label(210, y + 4, recorder.slice(0, 28), 'end'),
        line(x(bad), y, x(expectedBad), y, 'rival'),
        dot(x(expectedBad), y, 5, 'hollow', `expected ${expectedBad.toFixed(1)}`),
        dot(x(bad), y, 4.5, 'ours strong', `observed ${bad}`),
      ];
    }),
  ]);
}
