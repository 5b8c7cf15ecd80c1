import type { Backtest, Estimate, Population } from '#validation';
import type { SourceSummary } from '../../histories/source-histories.js';
import { leftOutLines } from './left-out-text.js';

const whole = new Intl.NumberFormat('en-US');

/** A backtest for the terminal: the figures, then what must be known before believing them. */
export function backtestText(backtest: Backtest): string {
  const { population, predictors, within, verdicts, outcome, leftOut } = backtest;
  const rows = predictors.map(({ name, auc, aucWithin, headlineAhead, calibration: { brier, slope } }) => [
    name,
    interval(auc),
    ...(within === 'NONE' ? [] : [interval(aucWithin)]),
    headlineAhead === null ? '' : signed(headlineAhead.value),
    brier === null ? '-' : brier.toFixed(3),
    slope === null ? '-' : slope.toFixed(2),
  ]);
  const head = [
    'predictor',
    'AUC [90 %]',
    ...(within === 'NONE' ? [] : [`within a ${within.toLowerCase()}`]),
    'headline ahead',
    'Brier',
    'slope',
  ];
  return [
    ...leftOutLines(leftOut),
    `Predicted: ${outcome}.`,
    populationText(population),
    '',
    ...table([head, ...rows]),
    '',
    ...verdicts.map(({ level, says }) => `${level === 'WARNING' ? '!' : '-'} ${says}`),
  ].join('\n');
}

/** Who is judged, from when to when. */
function populationText(population: Population): string {
  const { judged, judgedBad, judgedCustomers, warmUp, tooLittleHistory, from, to } = population;
  const history =
    tooLittleHistory > 0 ? `, ${whole.format(tooLittleHistory)} are about customers with too little history` : '';
  return [
    `Contacts from ${dates(population.contactsFrom, population.contactsTo)}; judged predictions from ${dates(from, to)}.`,
    `${whole.format(judged)} predictions about ${whole.format(judgedCustomers)} customers are judged, ${whole.format(judgedBad)} of them bad; ${whole.format(warmUp)} before them are the warm-up${history}.`,
  ].join('\n');
}

/** A range of days in UTC, in words. */
export const dates = (from: number | null, to: number | null): string =>
  from === null || to === null ? 'no day' : `${dayOf(from)} to ${dayOf(to)}`;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** How a source was read. */
export const readText = ({ rows, customers, contacts }: SourceSummary): string =>
  `${whole.format(rows)} rows, ${whole.format(customers)} customers, ${whole.format(contacts)} contacts.`;

export const interval = (estimate: Estimate | null): string => {
  if (estimate === null) return '-';
  const { value, low, high } = estimate;
  return low === null || high === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
};
export const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;

/** The first row is the head. The first column is left-aligned, the others right-aligned. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
