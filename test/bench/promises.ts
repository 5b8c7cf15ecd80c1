// One customer with many promises: what it takes to read a table of them, to predict each, and to fit a model to them.
// Twice as many promises may take twice as long, no more: each step must be linear in the promises of one customer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DAY_MS } from '#relationship';
import { sourceFrom } from '#source';
import { TRUST_BETA_1 } from '#trust';
import { byDimensionAlone, byLowerEnd, byScore } from '#validation';
import { predictAll } from '../../apps/cli/src/backtest/predict-all.js';
import { openSource } from '../../apps/cli/src/backtest/with-histories.js';
import { fitHistories } from '../../apps/cli/src/fit/fit-histories.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { chances } from './history.js';
import type { Constant } from './measure.js';

const SIZES = [2_000, 4_000, 8_000, 16_000];
const BEGIN = Date.UTC(2016, 0, 1);

const SQL = `
SELECT type, 'acme' AS "customerId", to_timestamp(moment::DOUBLE) AS "occurredAt", clerk AS "recordedBy",
  "order" AS "expectationId", to_timestamp(due::DOUBLE) AS "dueAt"
FROM (
  SELECT 'ExpectationSet' AS type, ordered AS moment, clerk, "order", due FROM orders
  UNION ALL BY NAME
  SELECT 'ExpectationMet' AS type, delivered AS moment, clerk, "order" FROM orders
)`;
const QUESTION = { is: 'NEXT_EXPECTATION', askAt: 'SET', groupBy: null } as const;
const PREDICTS = 'the next order is late';
const SOURCE = sourceFrom(
  'orders',
  { contacts: SQL },
  {
    name: 'Orders of one customer',
    files: { orders: {} },
    validation: { predicts: PREDICTS, question: { outcome: 'EXPECTATION_MISSED', askAt: 'SET' } },
  },
);

/** An order every four hours, due after three days, one in five of them late; as many clerks as a tenth of the orders. */
function tableOf(orders: number): string {
  const chance = chances(5);
  const seconds = (at: number) => Math.round(at / 1000);
  const lines = Array.from({ length: orders }, (_, order) => {
    const at = BEGIN + (order * DAY_MS) / 6;
    const days = chance() < 0.2 ? 3 + 2 * chance() : 3 * chance();
    const clerk = Math.floor((chance() * orders) / 10);
    return [`o${order}`, `clerk ${clerk}`, seconds(at), seconds(at + 3 * DAY_MS), seconds(at + days * DAY_MS)].join(
      ',',
    );
  });
  return ['order,clerk,ordered,due,delivered', ...lines].join('\n');
}

export async function promisesBench(): Promise<Constant[]> {
  const folder = mkdtempSync(join(tmpdir(), 'promises-bench-'));
  try {
    await measured(folder, 500);
    const found: Constant[] = [];
    for (const size of SIZES) found.push(...(await measured(folder, size)));
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(folder: string, orders: number): Promise<Constant[]> {
  const path = join(folder, `${orders}.csv`);
  writeFileSync(path, tableOf(orders));
  const found: Constant[] = [];
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    globalThis.gc?.();
    const from = process.cpuUsage();
    const done = await work();
    const { user, system } = process.cpuUsage(from);
    const name = `one customer, ${orders.toLocaleString('en-US')} promises: ${step}`;
    found.push({ name, value: (user + system) / 1000, unit: 'ms of one core' });
    return done;
  };
  const { histories, close } = await timed('table read', () =>
    openSource(SOURCE, [path], {
      question: QUESTION,
      now: Date.now(),
      progress: SILENT,
      signal: new AbortController().signal,
    }),
  );
  try {
    const question = QUESTION;
    const predictors = [
      byScore(TRUST_BETA_1),
      byLowerEnd(TRUST_BETA_1),
      byDimensionAlone(TRUST_BETA_1, 'reliability'),
    ] as const;
    const { predictions } = await timed('predicted', () =>
      predictAll(histories, { question, predictors, progress: SILENT }),
    );
    if (predictions.length !== orders) throw new Error(`${orders} promises, but ${predictions.length} predictions`);
    const asked = { question, progress: SILENT, priorOnly: true, knownBefore: Infinity, within: 'WEEK' } as const;
    await timed('fitted, its prior alone', () =>
      fitHistories(histories, { ...asked, id: 'ours/1', base: TRUST_BETA_1, outcome: PREDICTS }),
    );
  } finally {
    close();
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await promisesBench());
