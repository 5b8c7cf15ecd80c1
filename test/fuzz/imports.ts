import type { GraphQLSchema } from 'graphql';
import { CONTACTS, fileOf, run, scratch } from '../import/imported.js';
import { Documents } from './documents.js';
import type { Findings } from './findings.js';
import { broken, hostileValue } from './hostile.js';
import type { Seeded } from './seeded.js';

/** Rows that are nearly contacts, as NDJSON and as CSV: each of them must be counted, once. */
export async function fuzzImports(
  schema: GraphQLSchema,
  random: Seeded,
  count: number,
  findings: Findings,
): Promise<void> {
  const documents = new Documents(schema, random);
  const rows = Array.from({ length: Math.ceil(count / 2) }, () => rowFrom(documents, random));
  const lines = rows.map((row) => (random.oneIn(6) ? broken(random, row) : row).replaceAll(/[\r\n]/g, ' '));
  await counted(
    'rows.ndjson',
    lines.map((line) => `${line}\n`).join(''),
    lines.filter((line) => line.trim() !== '').length,
  );

  const header = ['type', 'customerId', 'occurredAt', 'note', 'dueAt', 'expectationId', 'severity'];
  const cells = Array.from({ length: Math.floor(count / 2) }, () =>
    header.map((name) => cellFrom(name, random)).join(','),
  );
  await counted('rows.csv', [header.join(','), ...cells].map((line) => `${line}\n`).join(''), null);

  async function counted(name: string, text: string, rowsIn: number | null): Promise<void> {
    const file = fileOf(name, text);
    const { summary, exitCode, report, problems } = await run(CONTACTS, file, scratch());
    const { rowsRead, rowsWritten, unchanged, refused, bad } = summary;
    findings.count(`${name}: written`);
    findings.ofText(name, JSON.stringify(report) + problems.join('\n'));
    const said = JSON.stringify(summary);
    if (rowsRead !== rowsWritten + unchanged + refused + bad) findings.add('rows are not counted once', name, said);
    if (rowsIn !== null && rowsRead !== rowsIn) findings.add(`${rowsIn} rows were there`, name, said);
    if (exitCode !== 3) findings.add(`exit code ${exitCode}`, name, said);
  }
}

function rowFrom(documents: Documents, random: Seeded): string {
  if (random.oneIn(12)) return JSON.stringify(hostileValue(random));
  const { query, variables } = documents.next('mutation');
  const type = /\{ (\w+)/.exec(query)?.[1] ?? '';
  return JSON.stringify({
    type,
    ...(variables.v0 as object),
    ...(random.oneIn(8) ? { more: hostileValue(random) } : {}),
  });
}

function cellFrom(name: string, random: Seeded): string {
  const usual: Readonly<Record<string, readonly string[]>> = {
    type: ['openRelationship', 'recordCheckIn', 'setExpectation', 'reportIssue'],
    customerId: ['customer-1', 'customer-2', 'customer-3'],
    occurredAt: ['2026-06-01T10:00:00Z', '2026-06-02', ''],
  };
  const value = random.oneIn(5) ? String(hostileValue(random, 0)) : random.pick(usual[name] ?? ['', 'x']);
  const isQuoted = /[",\r\n]/.test(value) && !random.oneIn(4);
  return isQuoted ? `"${value.replaceAll('"', '""')}"` : value;
}
