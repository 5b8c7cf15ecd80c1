import { readFileSync } from 'node:fs';
import { fileOf, read, removeScratch } from '../../libs/source/test/source-of.js';

afterAll(removeScratch);

it('what docs/sources.md says that functions give is what they give', async () => {
  const page = readFileSync('docs/sources.md', 'utf8');
  const examples = [...page.matchAll(/^\| `(\w+\(.*?)` +\| (NULL|`.*?`) +\|$/gm)].map(([, sql = '', gives = '']) => ({
    sql,
    gives: gives.replaceAll('`', '').replaceAll('⏎', '\n'),
  }));
  expect(examples.length).toBeGreaterThan(12);
  const shown = ({ sql }: { sql: string }): string =>
    sql.startsWith('at(') ? `strftime(timezone('UTC', ${sql}), '%Y-%m-%dT%H:%M:%S.%gZ')` : `(${sql})::VARCHAR`;
  const rows = examples.map((example, at) => `SELECT ${at} AS place, coalesce(${shown(example)}, 'NULL') AS note`);
  const sql = `SELECT 'recordCheckIn' AS type, 'x' AS "customerId", DATE '2026-01-01' AS "occurredAt", note
    FROM (${rows.join(' UNION ALL ')}) ORDER BY place`;
  const found = await read(sql, [fileOf('t.csv', 'a\n1\n')]);
  expect(found.rows.map(({ said }, at) => ({ sql: examples[at]?.sql, gives: said.note }))).toEqual(examples);
});
