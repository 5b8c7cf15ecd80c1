import type { DescribedColumn, DescribedView } from '#source';
import { guessesFor, type Guesses } from './guesses.js';

export type FirstSource = { readonly sql: string; readonly yaml: string };

/** A first source for these files: what can be guessed, with what is to be decided as comments. */
export function firstSource(name: string, views: readonly DescribedView[], encoding: string | null): FirstSource {
  // The table with most rows is usually that of the contacts.
  const [main] = views.toSorted((a, b) => b.rows - a.rows);
  return { sql: main === undefined ? '' : sqlOf(main, views), yaml: yamlOf(name, views, encoding) };
}

function yamlOf(name: string, views: readonly DescribedView[], encoding: string | null): string {
  return [
    `name: ${JSON.stringify(name)}`,
    '# Where are times that name no zone? Left out: UTC.',
    '# zone: Europe/Berlin',
    ...(encoding === null
      ? []
      : [
          '# The files are not UTF-8. If umlauts and the like come out wrong, it is another one.',
          `encoding: ${encoding}`,
        ]),
    '# Which texts mean that nothing is known?',
    "# nulls: ['-', 'n/a']",
    '# What is the same contact in the next export? Left out: what says the same.',
    '# id: [type, issueId]',
    'files:',
    ...views.map((view) => `  ${JSON.stringify(view.name)}: { file: ${JSON.stringify(`${view.name}*`)} }`),
    '',
  ].join('\n');
}

function sqlOf(view: DescribedView, views: readonly DescribedView[]): string {
  const guesses = guessesFor(view);
  const { opened, closed } = guesses;
  const from = `FROM ${quoted(view.name)}`;
  return [
    '-- A first guess. Each line that ends in a question wants an answer; `rapport source check` shows what comes of it.',
    ...views.flatMap(columnsOf),
    'SELECT',
    "  'IssueReported' AS type, -- Is a row an issue, a check-in (CheckInHeld), a promise (ExpectationSet)? docs/contacts.md has them all.",
    `  ${customerOf(guesses.customer)} AS "customerId", -- ${guesses.customer === null ? 'Which column says who the customer is?' : 'Is this the customer, or one of its people?'}`,
    `  ${timeOf(opened)} AS "occurredAt", -- ${timeQuestion(opened)}`,
    ...issueOf(guesses),
    `  'CUSTOMER' AS "raisedBy" -- Did they call us, or did we find it (PROVIDER)?`,
    from,
    ...(closed === null
      ? ['-- Which column says when it was resolved? Without it, every issue stays open.']
      : [
          'UNION ALL BY NAME',
          'SELECT',
          `  'IssueResolved' AS type, ${customerOf(guesses.customer)} AS "customerId",`,
          `  ${timeOf(closed)} AS "occurredAt", -- ${timeQuestion(closed)}`,
          `  ${guesses.id === null ? 'NULL' : textOf(guesses.id)} AS "issueId"`,
          `${from} WHERE ${timeOf(closed)} IS NOT NULL`,
        ]),
    '-- Where are the words that we said about it? Each is a StatusUpdateGiven with "about.issueId". If they are not in these files,',
    '-- add false AS "wordsTracked" to the first SELECT: silence then means nothing.',
    '',
  ].join('\n');
}

const columnsOf = ({ name, columns }: DescribedView): string[] => [
  `-- ${name}:`,
  ...columns.map(
    (column) =>
      `--   ${quoted(column.name)} ${column.type}${column.filled ? `, such as ${column.form ?? ''}, ${column.distinct} different` : ', empty'}`,
  ),
];

const issueOf = ({ id, title, priority, by }: Guesses): string[] => [
  `  ${id === null ? 'NULL' : textOf(id)} AS "issueId", -- ${id === null ? 'Which column tells one from the other?' : 'Is it the same in every export?'}`,
  ...(title === null ? [] : [`  left(${textOf(title)}, 200) AS title,`]),
  ...(priority === null ? [] : [`  severity(${quoted(priority.name)}) AS severity, -- Is 1 the most urgent?`]),
  ...(by === null ? [] : [`  ${textOf(by)} AS "recordedBy", -- Is this one of us?`]),
];

/** Ids are stored in clear text: an address is no id. */
function customerOf(column: DescribedColumn | null): string {
  if (column === null) return 'NULL';
  return column.addresses > 0.5 ? `domain_of(${quoted(column.name)})` : textOf(column);
}

function timeOf(column: DescribedColumn | null): string {
  if (column === null) return 'NULL';
  const name = quoted(column.name);
  // A time that cannot be read goes on as the text that it is: the contact is then refused, and names it.
  if (column.slashed > 0.5)
    return `coalesce(try_strptime(${name}, ['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'])::VARCHAR, ${name})`;
  return column.times >= column.days ? name : `coalesce(at(${name}, NULL, NULL)::VARCHAR, ${name})`;
}

function timeQuestion(column: DescribedColumn | null): string {
  if (column === null) return 'Which column says when it was?';
  return column.slashed > 0.5 ? 'Is the day first (%d/%m), or the month (%m/%d)?' : 'Is this when it happened?';
}

const textOf = ({ name, type }: DescribedColumn): string =>
  type === 'VARCHAR' ? quoted(name) : `${quoted(name)}::VARCHAR`;
const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
