// Every view from an empty file, against reading and parsing the same log, and against a projector that upserts one row
// for each event. Both projectors: the same file, checkpoint in the same transaction, NORMAL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { openDeployment, type Deployment } from '#deployment';
import { benchHistory } from './history.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const RELATIONSHIPS = 5_000;
const CONTACTS = 200_000;
/** So many events are enough to tell the rate of the slow one. */
const CONTACTS_OF_PEER = 2_000;

export async function rebuildBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rebuild-bench-'));
  try {
    await within(dataDir, fill);
    return await measureInterleaved(
      'rebuild, all views',
      [
        { variant: 'reading and parsing the log', isLimit: true, round: () => within(dataDir, readAll) },
        { variant: 'Rapport', round: () => rebuildOnce(dataDir) },
        { variant: 'an upsert for each event', round: () => within(dataDir, upsertEach) },
      ],
      { rounds: 5 },
    );
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

async function within<T>(dataDir: string, act: (deployment: Deployment) => Promise<T>): Promise<T> {
  const deployment = await openDeployment({ dataDir });
  return act(deployment).finally(() => deployment.close());
}

async function fill({ store }: Deployment): Promise<void> {
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 1_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
}

async function readAll({ store }: Deployment): Promise<number> {
  let read = 0;
  for await (const batch of store.readAll({ batchSize: 5_000 })) read += batch.length;
  return read;
}

async function rebuildOnce(dataDir: string): Promise<number> {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `views.db${end}`), { force: true });
  return within(dataDir, async ({ projector, relationships }) => {
    await projector.catchUp();
    await relationships.refresh();
    return CONTACTS;
  });
}

async function upsertEach({ store }: Deployment): Promise<number> {
  const file = join(mkdtempSync(join(tmpdir(), 'upsert-')), 'views.db');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    'CREATE TABLE row (customer TEXT PRIMARY KEY, contacts INTEGER, last TEXT); CREATE TABLE checkpoint (at INTEGER)',
  );
  db.exec('INSERT INTO checkpoint VALUES (0)');
  const upsert = db.prepare(
    'INSERT INTO row VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET contacts = contacts + 1, last = excluded.last',
  );
  const move = db.prepare('UPDATE checkpoint SET at = ?');
  const project = db.transaction((stream: string, occurredAt: string, position: number) => {
    upsert.run(stream, occurredAt);
    move.run(position);
  });
  for await (const batch of store.readAll({ limit: CONTACTS_OF_PEER }))
    for (const { data, position, stream } of batch) project(stream, data.occurredAt as string, Number(position));
  db.close();
  rmSync(join(file, '..'), { recursive: true });
  return CONTACTS_OF_PEER;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await rebuildBench());
