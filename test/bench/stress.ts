// Stress tests over a book of 100,000 relationships in the views, as the API has them done: by workers that hold the book,
// up to a first page. The limit reads every score once, in this thread. Aim: at least 100,000 relationships a second on
// two cores. Beside it what the first one of a process takes, in which the workers are given the book.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDeployment, type Deployment } from '#deployment';
import { RelationshipsInWorkers, exposureRow, StressDesk } from '#read-models';
import { MINUTE_MS, Timeline } from '#relationship';
import { ModelRegistry, scoreFromSums, TRUST_BETA_1, type Exposure, type Scenario, type Sums } from '#trust';
import { measureInterleaved, type BenchRow } from './measure.js';
import { benchRelationship, NOW } from './stress-relationships.js';

const RELATIONSHIPS = 100_000;
const ROWS_AT_A_TIME = 1_000;
const MODELS = ModelRegistry.of([]);

const SCENARIOS: readonly (readonly [name: string, scenario: Scenario])[] = [
  ['one service of 20 delayed by two days', { is: 'SERVICE_DELAYED', service: 'service-3', byDays: 2 }],
  ['one owner of 100 silent for 30 days', { is: 'OWNER_SILENT', owner: 'owner-7', days: 30 }],
  ['every promise due this week missed', { is: 'PROMISES_MISSED', withinDays: 7 }],
  ['every promise due in two weeks missed', { is: 'PROMISES_MISSED', withinDays: 14 }],
  ['every owner silent for 30 days', { is: 'OWNER_SILENT', owner: null, days: 30 }],
];

/** Each test a minute after the one before, or it would be the same one. */
const clock = { now: NOW };

export async function stressBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stress-bench-'));
  const deployment = await openDeployment({ dataDir }, () => clock.now);
  try {
    const sums = await fill(deployment);
    const rows = await measureInterleaved(
      `stress, the first of a process, ${RELATIONSHIPS.toLocaleString('en')} relationships`,
      [{ variant: 'the book given to its workers', round: () => givenToWorkers(deployment) }],
      { rounds: 3 },
    );
    for (const [name, scenario] of SCENARIOS) rows.push(...(await measure(deployment, sums, name, scenario)));
    return rows;
  } finally {
    await deployment.close();
    rmSync(dataDir, { recursive: true });
  }
}

/** @returns what the limit is read from */
async function fill({ db }: Deployment): Promise<Sums[]> {
  const sums: Sums[] = [];
  for (let start = 0; start < RELATIONSHIPS; start += ROWS_AT_A_TIME) {
    const rows = Array.from({ length: ROWS_AT_A_TIME }, (_, index) => {
      const timeline = Timeline.of(benchRelationship(start + index));
      return { ...exposureRow(timeline.customerId, timeline, MODELS), position: start + index + 1 };
    });
    await db.insertInto('exposures').values(rows).execute();
    for (const { exposure } of rows) {
      const { counted, asOf, model } = JSON.parse(exposure ?? '') as Exposure;
      sums.push({ model, asOf, byClass: Object.fromEntries(counted) });
    }
  }
  return sums;
}

async function givenToWorkers({ db, relationships }: Deployment): Promise<number> {
  const source = { db, refresh: () => relationships.refreshTo(), modelsChangedAt: () => 0 };
  const inWorkers = new RelationshipsInWorkers(source);
  const { size } = await inWorkers.upToDate();
  await inWorkers.end();
  return size;
}

async function measure({ stress }: Deployment, sums: readonly Sums[], name: string, scenario: Scenario) {
  const { totals } = (await done(stress, scenario)).summary ?? {};
  const counts = `${totals?.concerned} concerned, ${totals?.fell} fall, ${totals?.calls} calls`;
  return measureInterleaved(`stress, ${name}: ${counts}`, [
    {
      variant: 'every score read once',
      isLimit: true,
      round: () => sums.filter((each) => scoreFromSums(each, NOW, TRUST_BETA_1).score >= 0).length,
    },
    { variant: 'stressTest, to its first page', round: async () => (await done(stress, scenario)).progress.total },
  ]);
}

async function done(stress: StressDesk, scenario: Scenario) {
  clock.now += MINUTE_MS;
  const run = await stress.begin(scenario);
  await run.ended;
  await run.lines({ which: 'CROSSING', first: 50 });
  return run;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await stressBench());
