// A copy of the views in Postgres is what a copy of embedded views of the same log would be.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { openDeployment, type Deployment } from '#deployment';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { forgetViews } from '../kit/views.js';
import { until } from '../kit/until.js';
import { aBook, CANARIES, ODD, UNTIL } from '../replay/book.js';
import { rapportHere } from '../replay/in-process.js';

const NOW = UNTIL + 3_600_000;

let folder: Awaited<ReturnType<typeof aBook>>;
let server: PostgresServer;
let url: string;
let reader: string;
let both: [embedded: Deployment, postgres: Deployment];
beforeAll(async () => {
  folder = await aBook(6);
  await forgetViews(folder.path);
  server = await PostgresServer.shared();
  const name = databaseNamed(folder.path);
  url = await server.createDatabase(name);
  const dataDir = folder.path;
  both = [await openDeployment({ dataDir }, () => NOW), await openDeployment({ dataDir, viewsUrl: url }, () => NOW)];
  for (const { projector, relationships } of both) {
    await projector.catchUp();
    await relationships.refresh();
  }
  for (const { log } of both)
    await log.record({ type: 'CheckInHeld', input: { customerId: ODD }, recordedBy: 'test', correlationId: 'test' });
  for (const { projector } of both) await projector.catchUp();
  reader = await readerOf(`reader_${name}`.slice(0, 60));
});
afterAll(async () => {
  for (const deployment of both) await deployment.close();
  await sqlIn(`drop owned by ${nameOf(reader)}`, `drop role ${nameOf(reader)}`);
  await server.dropDatabase(databaseNamed(folder.path));
  folder.remove();
});
afterEach(() => void delete process.env.VIEWS_URL);

async function sqlIn(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Somebody who may read the views and nothing else. @returns how they connect */
async function readerOf(name: string): Promise<string> {
  await sqlIn(`create role ${name} login password 'reads'`, `grant select on all tables in schema public to ${name}`);
  const address = new URL(url);
  [address.username, address.password] = [name, 'reads'];
  return address.href;
}
const nameOf = (address: string) => new URL(address).username;

const file = (name: string) => join(folder.path, name);
const fromEmbedded = (...words: string[]) => rapportHere(folder.path, 'export', 'views', ...words);
const fromPostgres = (...words: string[]) => {
  process.env.VIEWS_URL = reader;
  return fromEmbedded(...words).finally(() => delete process.env.VIEWS_URL);
};

type Table = { readonly name: string; readonly sql: string; readonly rows: readonly string[] };

/** Every table of a copy with its layout and its rows in one order, and the indexes among them. */
function tablesOf(path: string): Table[] {
  const db = new Database(path, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const found = db
    .prepare<[], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%' ORDER BY name",
    )
    .all();
  const tables = found.map(({ type, name, sql }) => {
    const rows = type === 'table' ? db.prepare<[], object>(`SELECT * FROM ${name}`).all() : [];
    return { name, sql, rows: rows.map((row) => JSON.stringify(row)).sort() };
  });
  db.close();
  return tables;
}

it.each([[[]], [['--with-names']]])('has the tables, columns and rows of an embedded copy, %j', async (words) => {
  const said = JSON.parse(await fromEmbedded('--out', file('a.db'), '--json', ...words)) as object;
  const saidToo = JSON.parse(await fromPostgres('--out', file('b.db'), '--json', ...words)) as object;
  expect(saidToo).toEqual({ ...said, out: file('b.db') });
  expect(said).toMatchObject({ relationships: 7 });
  const [embedded, postgres] = [tablesOf(file('a.db')), tablesOf(file('b.db'))];
  expect(postgres).toEqual(embedded);
  const sizes = Object.fromEntries(postgres.map(({ name, rows }) => [name, rows.length]));
  for (const name of ['checkpoint', 'contacts', 'relationships', 'standings', 'exposures', 'obligations'])
    expect([name, (sizes[name] ?? 0) > 0]).toEqual([name, true]);
  const named = postgres.find(({ name }) => name === 'relationships')?.rows.join() ?? '';
  expect(named.includes(CANARIES[0])).toBe(words.length > 0);
  expect(readdirSync(folder.path).filter((name) => name.includes('.partial'))).toEqual([]);
});

it('is the same as Parquet', async () => {
  await fromEmbedded('--format', 'parquet', '--out', file('a'));
  await fromPostgres('--format', 'parquet', '--out', file('b'));
  const names = readdirSync(file('a'));
  expect(names).toContain('relationships.parquet');
  expect(readdirSync(file('b'))).toEqual(names);
  const instance = await DuckDBInstance.create(':memory:');
  const duck = await instance.connect();
  for (const name of names) {
    const differing = `(FROM '${file('a')}/${name}' EXCEPT ALL FROM '${file('b')}/${name}')`;
    const found = await duck.runAndReadAll(`SELECT count(*)::INT FROM ${differing}`);
    expect([name, found.getRowsJson()]).toEqual([name, [[0]]]);
  }
  duck.closeSync();
  instance.closeSync();
});

it('is of one moment while another leads and writes', async () => {
  const { log, projector, db } = both[1];
  projector.start((error) => {
    throw error;
  });
  let isDone = false;
  let recorded = 0;
  const recording = (async () => {
    while (!isDone) {
      const input = { customerId: ODD };
      await log.record({ type: 'CheckInHeld', input, recordedBy: 'test', correlationId: 'test' });
      recorded += 1;
    }
  })();
  const positionOf = async () => {
    const rows = await db.selectFrom('checkpoint').selectAll().execute();
    return rows.find(({ name }) => name === 'views')?.position ?? 0;
  };
  const positions: unknown[] = [];
  try {
    for (let copies = 0; copies < 3; copies += 1) {
      const before = await positionOf();
      await until(async () => (await positionOf()) > before);
      await fromPostgres('--out', file('moving.db'));
      const copy = new Database(file('moving.db'), { readonly: true });
      const ask = (question: string) => copy.prepare(question).pluck().get();
      const at = ask("SELECT position FROM checkpoint WHERE name = 'views'");
      expect(ask('SELECT max(position) FROM contacts')).toBe(at);
      expect(ask(`SELECT count(*) - max(revision) FROM contacts WHERE customer_id = '${ODD}'`)).toBe(1);
      positions.push(at);
      copy.close();
    }
  } finally {
    isDone = true;
    await recording;
  }
  expect(new Set(positions).size).toBe(3);
  expect(recorded).toBeGreaterThan(3);
});

it('says what is wrong with the database, and leaves nothing behind', async () => {
  const there = readdirSync(folder.path);
  const ask = (address: string) => {
    process.env.VIEWS_URL = address;
    return fromEmbedded('--out', file('none.db'));
  };
  const at = new URL(url);
  at.pathname = '/postgres';
  await expect(ask(at.href)).rejects.toThrow('VIEWS_URL: the database holds no views that its user may read');
  at.pathname = '/nowhere';
  await expect(ask(at.href)).rejects.toThrow('the views cannot be reached: database "nowhere" does not exist');
  await sqlIn('alter table to_watch rename column since to beginning');
  await expect(ask(url)).rejects.toThrow('of another release: to_watch.since is not there');
  await sqlIn('alter table to_watch rename column beginning to since');
  expect(readdirSync(folder.path)).toEqual(there);
});
