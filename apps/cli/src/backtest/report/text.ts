import type { Backtest, Estimate } from '#validation';
import type { MappedSummary } from '../../mapping/mapped-book.js';

const whole = new Intl.NumberFormat('en-US');

/** A backtest for the terminal: the figures, then what must be known before believing them. */
export function backtestText(backtest: Backtest): string {
  const { population, predictors, within, verdicts, outcome } = backtest;
  const { judged, judgedBad, judgedCustomers, warmUp, tooLittleHistory } = population;
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
    `Predicted: ${outcome}.`,
    `${whole.format(judged)} predictions about ${whole.format(judgedCustomers)} customers are judged, ${whole.format(judgedBad)} of them bad; ${whole.format(warmUp)} before them are the warm-up${tooLittleHistory > 0 ? `, ${whole.format(tooLittleHistory)} are of customers with too little history` : ''}.`,
    '',
    ...table([head, ...rows]),
    '',
    ...verdicts.map(({ level, says }) => `${level === 'WARNING' ? '!' : '-'} ${says}`),
  ].join('\n');
}

export function mappedText({
  rows,
  groups,
  customers,
  contacts,
  groupsLeftOut,
  leftOut,
  misshapen,
  refused,
  refusals,
}: MappedSummary): string {
  const count = Object.values(refused).reduce((sum, each) => sum + each, 0);
  return [
    `${whole.format(rows)} rows, ${whole.format(groups)} groups, ${whole.format(customers)} customers, ${whole.format(contacts)} contacts.`,
    ...(leftOut + misshapen + groupsLeftOut > 0
      ? [
          `Left out: ${leftOut} rows by the mapping, ${misshapen} with another number of cells or unreadable, ${groupsLeftOut} groups without a customer or a time.`,
        ]
      : []),
    ...(count === 0 ? [] : [`Refused by the rules: ${count} contacts.`, ...refusals.map((each) => `  ${each}`)]),
    '',
  ].join('\n');
}

export const interval = (estimate: Estimate | null): string => {
  if (estimate === null) return '-';
  const { value, low, high } = estimate;
  return low === null || high === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
};
export const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;

/** The first row is the head; the first column stands left, the others right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
