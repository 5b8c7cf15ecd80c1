// The figures of a report are computed again in SQL, from nothing but the file of predictions.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Backtest } from '#validation';
import { columnNames } from '../../apps/cli/src/backtest/prediction-rows.js';
import { EXTRACT, removeScratch, scratch } from '../import/imported.js';
import { rapport } from '../import/rapport.js';
import { rapportHere } from '../replay/in-process.js';
import { table } from './orders.js';

afterAll(removeScratch);

const folder = scratch();
const path = (name: string) => join(folder, name);
const ORDERS = table(folder, { clients: 60, ordersOfEach: 14 });

let duckdb: DuckDBInstance;
let sql: DuckDBConnection;
beforeAll(async () => {
  duckdb = await DuckDBInstance.create();
  sql = await duckdb.connect();
});
afterAll(() => {
  sql.closeSync();
  duckdb.closeSync();
});

async function backtest(file: string, ...words: string[]): Promise<Backtest> {
  const said = await rapportHere(
    folder,
    ...['backtest', '--rounds', '10', '--json', '--predictions', path(file), ...words],
  );
  return JSON.parse(said) as Backtest;
}

async function numberOf(query: string): Promise<number | null> {
  const rows = (await sql.runAndReadAll(query)).getRows();
  const [value = null] = rows[0] ?? [];
  return value === null ? null : Number(value);
}

/** By ranks, ties in the middle: pairs are formed within a period only where one is given. */
const aucQuery = (column: string, period: string) => `
  WITH judged AS (SELECT bad, ${period} AS period, ${column} AS risk FROM predictions WHERE judged),
  ranked AS (
    SELECT *, rank() OVER (PARTITION BY period ORDER BY risk)
              + (count(*) OVER (PARTITION BY period, risk) - 1) / 2.0 AS place FROM judged
  ),
  periods AS (
    SELECT count(*) FILTER (WHERE bad) AS bad, count(*) FILTER (WHERE NOT bad) AS good,
           coalesce(sum(place) FILTER (WHERE bad), 0) AS places
    FROM ranked GROUP BY period
  )
  SELECT sum(places - bad * (bad + 1) / 2.0) / nullif(sum(bad * good), 0) FROM periods`;

/** Recomputes what the report says of each predictor and rival. */
async function expectSame(file: string, { predictors, population }: Backtest): Promise<void> {
  await sql.run(`CREATE OR REPLACE TABLE predictions AS SELECT * FROM '${path(file)}'`);
  expect(await numberOf('SELECT count(*) FROM predictions')).toBe(population.asked);
  expect(await numberOf('SELECT count(*) FROM predictions WHERE judged AND bad')).toBe(population.judgedBad);
  const columns = columnNames(predictors.map(({ name }) => name));
  for (const [index, { auc, aucWithin, calibration }] of predictors.entries()) {
    const column = columns[index] ?? '';
    expect(await numberOf(aucQuery(`risk_${column}`, '0'))).toBeCloseTo(auc?.value ?? NaN, 9);
    expect(await numberOf(aucQuery(`risk_${column}`, 'period'))).toBeCloseTo(aucWithin?.value ?? NaN, 9);
    const calibrated = `calibrated_${column}`;
    const where = `FROM predictions WHERE judged AND ${calibrated} IS NOT NULL`;
    expect(await numberOf(`SELECT count(*) ${where}`)).toBe(calibration.predictions);
    const brier = await numberOf(`SELECT avg((${calibrated} - bad::INT) ** 2) ${where}`);
    expect(brier).toBeCloseTo(calibration.brier ?? NaN, 9);
  }
}

it.each(['predictions.parquet', 'predictions.csv', 'predictions.ndjson'])(
  'AUC, AUC within a period and Brier score come out the same from %s',
  async (file) => {
    const found = await backtest(file, ...ORDERS, '--renew-prior', '--model', 'trust-beta/1', 'trust-beta/2');
    expect(found.predictors.length).toBe(14);
    await expectSame(file, found);
  },
);

it('has the times of each prediction, in which no label is known before its question is asked', async () => {
  await backtest('times.parquet', ...ORDERS);
  const file = `'${path('times.parquet')}'`;
  expect(await numberOf(`SELECT count(*) FROM ${file} WHERE known_at < asked_at OR decided_at < known_at`)).toBe(0);
  expect(await numberOf(`SELECT count(*) FROM ${file} WHERE question_id LIKE 'o-%' AND customer_id LIKE 'c-%'`)).toBe(
    840,
  );
});

it('shows the group of each promise, where one is named', async () => {
  const source = ['--source', 'apps/cli/sources/incident-log', '--data', EXTRACT, '--minimum-history', '0'];
  const found = await backtest('groups.parquet', ...source, '--renew-prior');
  expect(found.predictors.map(({ name }) => name)).toContain('score trust-beta/3, prior renewed weekly by group');
  expect(await numberOf(`SELECT count(DISTINCT "group") FROM '${path('groups.parquet')}'`)).toBeGreaterThan(3);
  await expectSame('groups.parquet', found);
});

it('the query on the page gives the AUC of the report', async () => {
  const found = await backtest('page.parquet', ...ORDERS);
  const page = readFileSync('docs/backtest.md', 'utf8');
  const [, query = ''] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
  const auc = await numberOf(query.replaceAll('predictions.parquet', path('page.parquet')));
  expect(auc).toBeCloseTo(found.predictors[0]?.auc?.value ?? NaN, 9);
});

it('refuses a file whose name says no format, before any work is done', async () => {
  await expect(backtest('p.xlsx', ...ORDERS)).rejects.toThrow(
    'p.xlsx ends in .xlsx, which is none of .parquet, .csv, .ndjson',
  );
});

it('says where the predictions are, and nothing beside them where they are written to stdout', async () => {
  const said = await rapportHere(folder, 'backtest', ...ORDERS, '--rounds', '10', '--predictions', path('p.csv'));
  expect(said).toContain(`The predictions are in ${path('p.csv')}.`);
  const piped = await rapport(folder, 'backtest', ...ORDERS, '--rounds', '10', '--predictions', '/dev/stdout').ended;
  expect(piped.stdout.trimEnd().split('\n')).toHaveLength(840);
  writeFileSync(path('piped.ndjson'), piped.stdout);
  expect(await numberOf(`SELECT count(*) FROM '${path('piped.ndjson')}' WHERE judged`)).toBe(672);
});
