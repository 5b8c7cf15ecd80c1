import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { fileOf, folderOf, removeScratch, scratch } from '../import/imported.js';

afterAll(removeScratch);

const ROWS = 13_000;
const ROWS_OF_A_GROUP = 4;
const WORDS = 'z'.repeat(4000);
/** Megabytes of JavaScript memory: less than the 52 that the cells take. */
const MEMORY = 40;

const SQL = `
SELECT 'ExpectationSet' AS type, client AS "customerId", to_timestamp("at"::DOUBLE) AS "occurredAt", 'O-' || "order" AS "expectationId",
  to_timestamp("at"::DOUBLE) + INTERVAL 3 DAY AS "dueAt"
FROM orders
QUALIFY row_number() OVER (PARTITION BY "order" ORDER BY "at"::BIGINT, words) = 1`;
const YAML = 'validation: { predicts: the next order is late, question: { outcome: EXPECTATION_MISSED, askAt: DUE } }';

/** Rows of one order stand far apart. */
const lines = Array.from({ length: ROWS }, (_, row) => {
  const order = row % (ROWS / ROWS_OF_A_GROUP);
  return `${order},c${order},${1_767_225_600 + row},${WORDS}`;
});
const program = ['--conditions=source', '--import', './test/kit/run-typescript.mjs', 'test/backtest/open-table.ts'];

it('reads a table larger than its memory, and leaves no file behind, not even when it is interrupted', async () => {
  const table = fileOf('orders.csv.gz', gzipSync(`order,client,at,words\n${lines.join('\n')}`, { level: 1 }));
  const temporary = scratch();
  // The compiler of the tests keeps its native part there, where it is needed.
  const left = () => readdirSync(temporary).filter((name) => !name.startsWith('swc-'));
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY}`, ...program, folderOf(SQL, YAML), table], {
    env: { PATH: process.env.PATH, SQLITE_TMPDIR: temporary, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ended = once(child, 'close');
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
    expect(JSON.parse(line)).toMatchObject({
      rows: ROWS / ROWS_OF_A_GROUP,
      customers: ROWS / ROWS_OF_A_GROUP,
      contacts: (ROWS / ROWS_OF_A_GROUP) * 2,
      contactsRead: (ROWS / ROWS_OF_A_GROUP) * 2,
      leftOut: { records: ROWS / ROWS_OF_A_GROUP, counts: [] },
    });
    expect(left()).toEqual([]);
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(left()).toEqual([]);
  } finally {
    child.kill('SIGKILL');
  }
}, 60_000);
