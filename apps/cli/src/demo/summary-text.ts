import { TRUST_BANDS } from '#trust';
import type { DemoSummary } from './demo-summary.js';

const number = new Intl.NumberFormat('en-US');

/** The summary for people, and queries to try next. @param dataDir the folder of the demo */
export function summaryText(summary: DemoSummary, dataDir: string): string {
  const { seed, customers, until, contacts, written, seconds } = summary;
  const done =
    written === 0
      ? 'This demo is already recorded; nothing was added.'
      : `${number.format(written)} contacts recorded and projected in ${seconds.toFixed(1)} s, none refused.`;
  return [
    `Demo: ${customers} invented customers in the year that ends ${until} (seed ${seed}), ${number.format(contacts)} contacts.`,
    done,
    '',
    table(sideBySide(listed('contacts', summary.byType), listed('stories told', summary.byStory))),
    '',
    table([
      ['owner', 'open', 'closed', 'mean score', 'surprises each', ...TRUST_BANDS.map(lower), 'conduct'],
      ...summary.portfolios.map((portfolio) => [
        portfolio.owner,
        shown(portfolio.relationships),
        shown(portfolio.closed),
        portfolio.meanScore === null ? '' : portfolio.meanScore.toFixed(1),
        portfolio.surprisesEach.toFixed(2),
        ...TRUST_BANDS.map((band) => shown(portfolio.bands[band])),
        portfolio.says,
      ]),
      ['all', '', '', '', '', ...TRUST_BANDS.map((band) => shown(summary.bands[band])), ''],
    ]),
    '',
    'Ask the server, for example:',
    ...queries(summary).map((query) => `  ${query}`),
    '',
    `Start the server on this demo: DATA_DIR=${inShell(dataDir)} npx rapport start`,
  ].join('\n');
}

/** A path quoted for a shell, if needed. */
const inShell = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** Queries to try on the demo, at the address that the server prints. */
export const queries = ({ lowest }: Pick<DemoSummary, 'lowest'>): string[] => [
  '{ relationships(first: 10, orderBy: { field: SCORE, direction: ASC }) { edges { node { customerId name owner trust { score band } } } } }',
  ...(lowest === null
    ? []
    : [
        `{ relationship(customerId: "${lowest.customerId}") { name owner trust { score interval { low high } contributions { points class since contact { type note } } } } }`,
      ]),
];

const shown = (value: string | number): string => (typeof value === 'number' ? number.format(value) : value);
const lower = (band: string): string => band.toLowerCase().replaceAll('_', ' ');

const listed = (title: string, counts: Readonly<Record<string, number>>): string[][] => [
  [title, ''],
  ...Object.entries(counts).map(([name, count]) => [name, shown(count)]),
];

const sideBySide = (left: readonly string[][], right: readonly string[][]): string[][] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...(left[row] ?? ['', '']),
    '',
    ...(right[row] ?? ['', '']),
  ]);

const isNumber = (cell: string): boolean => /^[\d,.]+$/.test(cell);

/** A table; numbers are aligned to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (isNumber(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
