import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import type { StorageSettings } from '#deployment';
import { PostgresServer } from '../kit/postgres.js';
import { LAYOUT_FAULTS, OF_LOG_FAULTS, rowFaults, WHOLE_FAULTS, type Fault } from './faults.js';
import { completeStore, tablesIn, verified } from './verified-store.js';

export type PlantedReport = {
  readonly planted: number;
  readonly found: number;
  /** The faults that were not found, or were named by another table alone. */
  readonly missed: readonly string[];
  /** What was found where nothing was planted. */
  readonly falseAlarms: readonly string[];
};

/** Views that are put back after each fault. */
type Views = {
  readonly storage: StorageSettings;
  /** @returns how many rows it changed; 1 for a change of the layout */
  plant(fault: Fault): Promise<number>;
  putBack(): Promise<void>;
  close(): Promise<void>;
};

const CUSTOMERS = 40;

/** Plants one fault after the other, each into views that are otherwise whole, and verifies them. */
export async function plantFaults(
  count: number,
  kind: 'SQLite' | 'Postgres',
  done: (planted: number) => void,
): Promise<PlantedReport> {
  const views = kind === 'SQLite' ? await inFile() : await inPostgres();
  const missed: string[] = [];
  let planted = 0;
  try {
    const falseAlarms = (await verified(views.storage)).differences.map(({ first }) => JSON.stringify(first));
    for (const fault of faultsFor(kind)) {
      if (planted === count) break;
      if ((await views.plant(fault)) === 0) continue;
      planted += 1;
      const tables = tablesIn(await verified(views.storage));
      if (!tables.includes(fault.table)) missed.push(`${fault.sql} (named: ${tables.join(', ') || 'nothing'})`);
      await views.putBack();
      done(planted);
    }
    return { planted, found: planted - missed.length, missed, falseAlarms };
  } finally {
    await views.close();
  }
}

/** Without end: each round changes other rows. */
function* faultsFor(kind: 'SQLite' | 'Postgres'): Iterable<Fault> {
  yield* [...OF_LOG_FAULTS, ...WHOLE_FAULTS, ...(kind === 'SQLite' ? LAYOUT_FAULTS : [])];
  for (let seed = 0; ; seed += 7) yield* rowFaults(seed);
}

async function inFile(): Promise<Views> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-planted-'));
  const storage = { dataDir: join(folder, 'data') };
  await completeStore(storage, CUSTOMERS);
  const [file, kept] = [join(storage.dataDir, 'views.db'), join(folder, 'views.db')];
  cpSync(file, kept);
  return {
    storage,
    async plant({ sql }) {
      const db = new Database(file);
      try {
        const { changes } = db.prepare(sql).run();
        return LAYOUT_FAULTS.some((fault) => fault.sql === sql) ? 1 : changes;
      } finally {
        db.close();
      }
    },
    async putBack() {
      for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      cpSync(kept, file);
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function inPostgres(): Promise<Views> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-planted-'));
  const server = await PostgresServer.shared();
  const [planted, whole] = [`planted_${process.pid}`, `whole_${process.pid}`];
  const viewsUrl = await server.createDatabase(planted);
  const storage = { dataDir: folder, viewsUrl };
  await completeStore(storage, CUSTOMERS);
  const admin = new URL(viewsUrl);
  admin.pathname = '/postgres';
  const run = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  await run(admin.href, `create database ${whole} template ${planted}`);
  return {
    storage,
    plant: async ({ sql }) => (await run(viewsUrl, sql)).rowCount ?? 0,
    async putBack() {
      await run(admin.href, `drop database ${planted} with (force)`);
      await run(admin.href, `create database ${planted} template ${whole}`);
    },
    async close() {
      for (const name of [planted, whole]) await server.dropDatabase(name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
