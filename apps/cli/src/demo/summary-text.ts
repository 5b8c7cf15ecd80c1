import { TRUST_BANDS } from '#trust';
import type { DemoSummary } from './demo-summary.js';

const number = new Intl.NumberFormat('en-US');

/** The summary for people, and what to look at next. @param dataDir where the demo is */
export function summaryText(summary: DemoSummary, dataDir: string): string {
  const { seed, customers, until, contacts, written, seconds } = summary;
  const done =
    written === 0
      ? 'This demo is there already; nothing was added.'
      : `${number.format(written)} contacts recorded and projected in ${seconds.toFixed(1)} s, none refused.`;
  return [
    `Demo: ${customers} invented customers in the year that ends ${until} (seed ${seed}), ${number.format(contacts)} contacts.`,
    done,
    '',
    table(sideBySide(listed('contacts', summary.byType), listed('stories told', summary.byStory))),
    '',
    table([
      ['owner', 'open', 'closed', 'mean score', 'surprises each', ...TRUST_BANDS.map(lower), 'conduct'],
      ...summary.books.map((book) => [
        book.owner,
        shown(book.relationships),
        shown(book.closed),
        book.meanScore === null ? '' : book.meanScore.toFixed(1),
        book.surprisesEach.toFixed(2),
        ...TRUST_BANDS.map((band) => shown(book.bands[band])),
        book.says,
      ]),
      ['all', '', '', '', '', ...TRUST_BANDS.map((band) => shown(summary.bands[band])), ''],
    ]),
    '',
    'Ask the server, for example:',
    ...queries(summary).map((query) => `  ${query}`),
    '',
    `Start the server on this demo: DATA_DIR=${inShell(dataDir)} npm start`,
  ].join('\n');
}

/** A path as a shell takes it. */
const inShell = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** Worth asking of the demo, at the address that `npm start` prints. */
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

/** Columns side by side, numbers to the right. */
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
