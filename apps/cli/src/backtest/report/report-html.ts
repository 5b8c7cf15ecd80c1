import { RUNNING_SHARE_90, type Backtest, type Estimate, type PredictorResult } from '#validation';
import { toDay } from '#relationship';
import { interval, signed } from './text.js';
import { calibrationPlot, overTimePlot, rankingPlot, recordersPlot } from './plots.js';
import { STYLE } from './style.js';
import { escaped } from './svg.js';

/** A backtest as one HTML file: no script, nothing fetched. */
export function reportHtml(backtest: Backtest): string {
  const { title, outcome, within, predictors, verdicts, population, recorders, choices, seed, rounds } = backtest;
  const { from, to } = population;
  const period = from === null || to === null ? '' : `, ${toDay(from)} to ${toDay(to)}`;
  const inPeriod = within === 'NONE' ? null : within.toLowerCase();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`Backtest: ${title}`)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<p>Predicted: <strong>${escaped(outcome)}</strong>.</p>
<p class="soft">${count(population.judged)} predictions about ${count(population.judgedCustomers)} customers${period}; ${count(population.judgedBad)} turned out bad. ${count(population.warmUp)} before them are the warm-up, ${count(population.tooLittleHistory)} are of customers with too little history.</p>
<ul class="verdicts">${verdicts.map(({ level, says }) => `<li class="${level}">${level === 'WARNING' ? '<strong>Warning.</strong> ' : ''}${escaped(says)}</li>`).join('')}</ul>
<h2>Who tells bad from good${inPeriod === null ? '' : `, among predictions of one ${inPeriod}`}</h2>
<p class="soft">AUC: how often, of a bad and a good outcome, the bad one had the higher risk. Lines: 90 % of books resampled by customer.</p>
<p class="key soft"><span class="ours"></span>our score <span class="rival"></span>cheap, of the customer alone <span class="group"></span>cheap, of something shared with others</p>
<div class="scroll">${rankingPlot(predictors, inPeriod === null ? (each) => each.auc : (each) => each.aucWithin)}</div>
${inPeriod === null ? '' : `<h2>The same over all predictions</h2><p class="soft">Where the base rate drifts this mostly tells early from late.</p><div class="scroll">${rankingPlot(predictors, (each) => each.auc)}</div>`}
<h2>The figures</h2><div class="scroll">${figures(predictors, inPeriod)}</div>
<h2>Calibration, and how it went over time</h2>
<p class="key soft"><span class="ours"></span>${escaped(predictors[0]?.name ?? 'the headline')} <span class="rival"></span>${RUNNING_SHARE_90}</p>
<div class="side"><figure>${calibrationPlot(predictors)}<figcaption>Of a risk calibrated on earlier data only; the score itself is no probability.</figcaption></figure>
<figure>${overTimePlot(backtest)}<figcaption>AUC of the headline and of the running share; bars: share of bad outcomes.</figcaption></figure></div>
<h2>At a capacity</h2><div class="scroll">${capacities(predictors)}</div>
<h2>Recorders</h2>
<p>${recorders.pValue === null ? 'Too few recorders with enough predictions to compare their books.' : `Books dealt out by lot would differ as much with a probability of ${recorders.pValue.toFixed(3)}. Dot: bad outcomes that came; ring: what the same scores promise over all books.`}</p>
${recorders.books.length < 2 ? '' : `<div class="scroll">${recordersPlot(recorders.books)}</div>`}
<h2>What a recorder could gain by choosing what to record</h2>
${choices.length === 0 ? '<p>Nothing to try it on.</p>' : `<div class="scroll">${choiceTable(backtest)}</div>`}
<p class="soft">Seed ${seed}, ${count(rounds)} rounds. The same data and the same seed give the same report.</p>
</body></html>
`;
}

const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const ahead = (estimate: Estimate | null): string =>
  estimate === null
    ? ''
    : estimate.low === null || estimate.high === null
      ? signed(estimate.value)
      : `${signed(estimate.value)} [${signed(estimate.low)}, ${signed(estimate.high)}]`;

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[], firstIsHeadline = false): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      (row, index) =>
        `<tr${firstIsHeadline && index === 0 ? ' class="headline"' : ''}>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table>`;

const figures = (predictors: readonly PredictorResult[], inPeriod: string | null): string =>
  tableOf(
    [
      'Predictor',
      'AUC [90 %]',
      ...(inPeriod === null ? [] : [`Within a ${inPeriod}`, `Headline ahead within a ${inPeriod}`]),
      'Headline ahead',
      'Brier',
      'Slope',
    ],
    predictors.map((each) => [
      each.name,
      interval(each.auc),
      ...(inPeriod === null ? [] : [interval(each.aucWithin), ahead(each.headlineAheadWithin)]),
      ahead(each.headlineAhead),
      each.calibration.brier?.toFixed(4) ?? '-',
      each.calibration.slope?.toFixed(2) ?? '-',
    ]),
    true,
  );

const capacities = (predictors: readonly PredictorResult[]): string =>
  tableOf(
    [
      'Predictor',
      ...(predictors[0]?.atCapacity ?? []).map(({ capacity }) => `Precision, recall, lift at ${percent(capacity)}`),
    ],
    predictors.map(({ name, atCapacity }) => [
      name,
      ...atCapacity.map(
        ({ precision, recall, lift }) =>
          `${percent(precision)}, ${recall === null ? '-' : percent(recall)}, ${lift === null ? '-' : lift.toFixed(2)}`,
      ),
    ]),
    true,
  );

const choiceTable = ({ choices }: Backtest): string =>
  tableOf(
    ['If', 'Points gained, mean', 'At most', 'AUC as recorded', 'AUC if all did so', 'Predictions'],
    choices.map(({ says, meanPoints, mostPoints, aucHonest, aucChosen, predictions }) => [
      says,
      meanPoints.toFixed(1),
      mostPoints.toFixed(1),
      aucHonest?.toFixed(3) ?? '-',
      aucChosen?.toFixed(3) ?? '-',
      count(predictions),
    ]),
  );
