import { RUNNING_SHARE_90, type Backtest, type Estimate, type PredictorResult } from '#validation';
import { exampleText, kindText } from './left-out-text.js';
import { dates, interval, signed } from './text.js';
import { calibrationPlot, overTimePlot, rankingPlot, recordersPlot } from './plots.js';
import { STYLE } from './style.js';
import { escaped } from './svg.js';

/** A backtest as one HTML file: no script, nothing fetched. */
export function reportHtml(backtest: Backtest): string {
  const { title, outcome, within, predictors, verdicts, population, recorders, gaming, seed, rounds } = backtest;
  const { from, to, contactsFrom, contactsTo } = population;
  const inPeriod = within === 'NONE' ? null : within.toLowerCase();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`Backtest: ${title}`)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<p>Predicted: <strong>${escaped(outcome)}</strong>.</p>
<p class="soft">${count(population.judged)} predictions about ${count(population.judgedCustomers)} customers, ${dates(from, to)}; ${count(population.judgedBad)} turned out bad. ${count(population.warmUp)} before them are the warm-up, ${count(population.tooLittleHistory)} are about customers with too little history. The contacts are from ${dates(contactsFrom, contactsTo)}.</p>
<ul class="verdicts">${verdicts.map(({ level, says }) => `<li class="${level}">${level === 'WARNING' ? '<strong>Warning.</strong> ' : ''}${escaped(says)}</li>`).join('')}</ul>
${leftOutSection(backtest)}
<h2>Who tells bad from good${inPeriod === null ? '' : `, among predictions of one ${inPeriod}`}</h2>
<p class="soft">AUC: how often, of a bad and a good outcome, the bad one had the higher risk. Lines: the 90 % interval, from a bootstrap of customers.</p>
<p class="key soft"><span class="ours"></span>our score <span class="rival"></span>cheap, of the customer alone <span class="group"></span>cheap, of something shared with others</p>
<div class="scroll">${rankingPlot(predictors, inPeriod === null ? (each) => each.auc : (each) => each.aucWithin)}</div>
${inPeriod === null ? '' : `<h2>The same over all predictions</h2><p class="soft">Where the base rate drifts, this mostly tells early from late.</p><div class="scroll">${rankingPlot(predictors, (each) => each.auc)}</div>`}
<h2>The figures</h2><div class="scroll">${figures(predictors, inPeriod)}</div>
<h2>Calibration, and how it went over time</h2>
<p class="key soft"><span class="ours"></span>${escaped(predictors[0]?.name ?? 'the headline')} <span class="rival"></span>${RUNNING_SHARE_90}</p>
<div class="side"><figure>${calibrationPlot(predictors)}<figcaption>Of a risk that is calibrated on earlier data. The score itself is no probability.</figcaption></figure>
<figure>${overTimePlot(backtest)}<figcaption>AUC of the headline and of the running share; bars: share of bad outcomes.</figcaption></figure></div>
<h2>At a capacity</h2><div class="scroll">${capacities(predictors)}</div>
<h2>Recorders</h2>
<p>${recorders.pValue === null ? 'Too few recorders have enough predictions to compare them.' : `Customers assigned to recorders at random would differ as much with a probability of ${recorders.pValue.toFixed(3)}. Dot: bad outcomes; ring: what the same scores predict over all recorders.`}</p>
${recorders.results.length < 2 ? '' : `<div class="scroll">${recordersPlot(recorders.results)}</div>`}
<h2>What a recorder could gain by gaming the score</h2>
${gaming.length === 0 ? '<p>Nothing to try it on.</p>' : `<div class="scroll">${gamingTable(backtest)}</div>`}
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

/** What of the source is in no contact; nothing where all of it is. */
function leftOutSection({ leftOut: { counts, records } }: Backtest): string {
  if (counts.length === 0) return '';
  const items = counts.map(
    (each) =>
      `<li>${escaped(kindText(each))}<ul class="soft">${each.examples.map((example) => `<li>${escaped(exampleText(example))}</li>`).join('')}</ul></li>`,
  );
  return `<h2>Left out of ${count(records)} rows</h2><ul>${items.join('')}</ul>`;
}

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

const gamingTable = ({ gaming }: Backtest): string =>
  tableOf(
    ['If', 'Points gained, mean', 'At most', 'AUC as recorded', 'AUC if all did so', 'Predictions'],
    gaming.map(({ says, meanPoints, mostPoints, aucHonest, aucGamed, predictions }) => [
      says,
      meanPoints.toFixed(1),
      mostPoints.toFixed(1),
      aucHonest?.toFixed(3) ?? '-',
      aucGamed?.toFixed(3) ?? '-',
      count(predictions),
    ]),
  );
