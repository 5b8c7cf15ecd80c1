// A whole book assessed anew: from its facts, beside reading and parsing the same log; and, once its evidence is in
// columns, under another model, beside one pass over the same typed arrays and DuckDB, over the exported Parquet and over
// a table that it holds in memory as we hold our columns. DuckDB takes both cores; ours is one pass on one.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { openDeployment, openForReading, type ReadOnlyLog } from '#deployment';
import { readColumns, weighColumns, type EvidenceColumns } from '#replay';
import { readSums, TRUST_BETA_2 } from '#trust';
import { EVIDENCE } from '../../apps/cli/src/tables/datasets/evidence.js';
import { exportByRelationship } from '../../apps/cli/src/export/export-by-relationship.js';
import { evidenceRows } from '../../apps/cli/src/export/export-rows.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { derive } from '../../apps/cli/src/derive/derive.js';
import { benchHistory } from './history.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const RELATIONSHIPS = 25_000;
const CONTACTS = 1_000_000;
const AS_OF = Date.UTC(2026, 10, 1);

export async function replayBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'replay-bench-'));
  try {
    await fill(dataDir);
    const reading = await openForReading({ dataDir });
    try {
      return [...(await fromFacts(dataDir, reading)), ...(await fromColumns(dataDir, reading))];
    } finally {
      await reading.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

async function fill(dataDir: string): Promise<void> {
  const { store, close } = await openDeployment({ dataDir });
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 2_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
  await close();
}

/** @param since as of which time at the earliest they are to be read */
async function columnsOf(dataDir: string, reading: ReadOnlyLog, since: number): Promise<EvidenceColumns[]> {
  const parts: EvidenceColumns[] = [];
  const wanted = {
    upTo: (await reading.store.head()) ?? 0n,
    scopes: [{ knownAt: Infinity, since }],
    waitings: [],
    calendar: undefined,
  };
  for await (const { columns } of derive({ settings: { dataDir }, reading, wanted })) parts.push(columns);
  return parts;
}

/** @returns the mean score, so that nothing is left undone */
function assessAll(parts: readonly EvidenceColumns[]): number {
  let [count, total] = [0, 0];
  for (const columns of parts)
    readColumns(weighColumns(columns, TRUST_BETA_2), AS_OF, ({ sums, prior }) => {
      count += 1;
      total += readSums(sums, TRUST_BETA_2, prior).score;
    });
  if (count !== RELATIONSHIPS) throw new Error(`${count} relationships were assessed`);
  return total / count;
}

const fromFacts = (dataDir: string, reading: ReadOnlyLog): Promise<BenchRow[]> =>
  measureInterleaved(
    'replay, from the facts',
    [
      {
        variant: 'reading and parsing the log',
        isLimit: true,
        async round() {
          let read = 0;
          for await (const batch of reading.store.readAll({ batchSize: 5_000 })) read += batch.length;
          return read;
        },
      },
      {
        variant: 'Rapport, a worker a core',
        async round() {
          assessAll(await columnsOf(dataDir, reading, AS_OF));
          return CONTACTS;
        },
      },
    ],
    { rounds: 3 },
  );

async function fromColumns(dataDir: string, reading: ReadOnlyLog): Promise<BenchRow[]> {
  const parts = await columnsOf(dataDir, reading, -Infinity);
  await exportEvidence(dataDir, reading);
  const duck = await duckOver(dataDir, "'evidence.parquet'");
  const inMemory = await duckOver(dataDir, 'evidence');
  try {
    return await measureInterleaved('replay, from columns, another model', [
      { variant: 'one pass over the typed arrays', isLimit: true, round: () => onePass(parts) },
      {
        variant: 'Rapport',
        round() {
          assessAll(parts);
          return CONTACTS;
        },
      },
      {
        variant: 'DuckDB over Parquet: the decayed sums',
        async round() {
          await duck.runAndReadAll('SELECT count(*), sum(s) FROM sums');
          return CONTACTS;
        },
      },
      {
        variant: 'DuckDB over Parquet: the scores',
        async round() {
          await duck.runAndReadAll('SELECT count(*), avg(score) FROM scores');
          return CONTACTS;
        },
      },
      {
        variant: 'DuckDB in memory: the decayed sums',
        async round() {
          await inMemory.runAndReadAll('SELECT count(*), sum(s) FROM sums');
          return CONTACTS;
        },
      },
      {
        variant: 'DuckDB in memory: the scores',
        async round() {
          await inMemory.runAndReadAll('SELECT count(*), avg(score) FROM scores');
          return CONTACTS;
        },
      },
    ]);
  } finally {
    duck.closeSync();
    inMemory.closeSync();
  }
}

/** The least that could make sums of them: every entry decayed and added where it belongs. */
function onePass(parts: readonly EvidenceColumns[]): number {
  const sums = new Float64Array(64);
  for (const { entries } of parts) {
    const { class: classes, at } = entries;
    for (let row = 0; row < at.length; row += 1) {
      const place = classes[row] as number;
      sums[place] = (sums[place] as number) + Math.exp(((at[row] as number) - AS_OF) / 7.776e9);
    }
  }
  if (!sums.some((sum) => sum > 0)) throw new Error('nothing was summed');
  return CONTACTS;
}

async function exportEvidence(dataDir: string, reading: ReadOnlyLog): Promise<void> {
  const { signal } = new AbortController();
  const head = (await reading.store.head()) ?? 0n;
  const session = { settings: { dataDir }, reading, head, progress: SILENT, signal };
  const out = join(dataDir, 'evidence.parquet');
  await exportByRelationship(session, EVIDENCE, evidenceRows, { asOf: AS_OF, out });
}

/** DuckDB ready to score, from the exported file or from a table of it. */
async function duckOver(dataDir: string, evidence: string): Promise<DuckDBConnection> {
  copyFileSync('libs/trust/models/trust-beta-2.json', join(dataDir, 'model.json'));
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`SET file_search_path = '${dataDir}'`);
  await duck.run("CREATE TABLE evidence AS FROM 'evidence.parquet'");
  const script = readFileSync('infra/analysis/score-from-evidence.sql', 'utf8');
  await duck.run(script.replace("FROM 'evidence.parquet' AS e", `FROM ${evidence} AS e`));
  return duck;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await replayBench());
