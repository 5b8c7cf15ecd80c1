// The tables are made once, by whoever is first; after that a user who may only append and read is enough.
import { readFileSync } from 'node:fs';
import { PostgresEventStore, StoreUnavailable } from '#event-store';
import { all, aStream, events, followUntil, idsOf } from '../contract/log-under-test.js';
import { OwnDatabase, START_WITHIN_MS } from './own-database.js';

const ROLE = 'rapport_appender';
const PASSWORD = 'appender';

let database: OwnDatabase;
beforeEach(async () => {
  database = await OwnDatabase.make(import.meta.filename);
}, START_WITHIN_MS);
afterEach(() => database.drop());

/** The statements on the page, which an operator runs. */
function statementsOnThePage(): string {
  const page = readFileSync(`${import.meta.dirname}/../../docs/postgres-log.md`, 'utf8');
  const [, sql = ''] = /```sql\n(create role[\s\S]*?)```/.exec(page) ?? [];
  return sql.replace('PASSWORD', PASSWORD).replaceAll('DATABASE', database.name);
}

async function asAppender(): Promise<string> {
  const admin = await database.session();
  await admin.query(
    `do $$ begin drop owned by ${ROLE}; drop role ${ROLE}; exception when undefined_object then null; end $$`,
  );
  await admin.query(statementsOnThePage());
  const url = new URL(database.url);
  [url.username, url.password] = [ROLE, PASSWORD];
  return url.href;
}

it('appends, reads and follows as the user of the page, who cannot change, delete or make anything', async () => {
  const owner = await database.open();
  const url = await asAppender();
  const store = await database.open({}, url);
  const stream = aStream();
  const [first, second] = [events(2), events(1)];
  await store.append(stream, first, 'none');
  const following = followUntil(owner, second[0]!.id);
  await store.append(stream, second, 1);
  expect(idsOf(await following)).toEqual(idsOf([...first, ...second]));
  expect(await all(store.readStream(stream))).toHaveLength(3);

  const session = await database.session(url);
  for (const statement of [
    'delete from rapport_log.events',
    "update rapport_log.events set data = '{}'",
    'truncate rapport_log.events',
    'drop table rapport_log.events',
    'create table rapport_log.mine (n integer)',
    'insert into rapport_log.versions (version) values (99)',
  ])
    await expect(session.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});

it('not even the owner changes or deletes an event by mistake', async () => {
  const store = await database.open();
  await store.append(aStream(), events(1), 'none');
  const session = await database.session();
  for (const statement of [
    'delete from rapport_log.events',
    "update rapport_log.events set data = '{}'",
    'truncate rapport_log.events',
    'delete from rapport_log.streams',
  ])
    await expect(session.query(statement)).rejects.toThrow('never changed or deleted');
});

it('a user without the right to make the tables is told so', async () => {
  const owner = await database.session();
  await owner.query(`revoke create on database "${database.name}" from public`);
  const made = await database.open();
  const url = await asAppender();
  await made.close();
  await owner.query('drop schema rapport_log cascade');
  const opening = PostgresEventStore.open(url);
  await expect(opening).rejects.toThrow(StoreUnavailable);
  await expect(opening).rejects.toThrow(/permission denied.*docs\/postgres-log\.md/);
});

it('many that open an empty database at once make one log', async () => {
  const stores = await Promise.all(Array.from({ length: 8 }, () => database.open()));
  await Promise.all(stores.map((store) => store.append(aStream(), events(1), 'none')));
  expect(await all(stores[0]!.readAll())).toHaveLength(8);
});

it('refuses a log of a newer release, an empty database for reading, and to append for reading', async () => {
  await expect(database.open({ readOnly: true })).rejects.toThrow('holds no log');
  const store = await database.open();
  await store.append(aStream(), events(1), 'none');
  const reading = await database.open({ readOnly: true });
  expect(await all(reading.readAll())).toHaveLength(1);
  await expect(reading.append(aStream(), events(1), 'none')).rejects.toThrow('reading only');
  const session = await database.session();
  await session.query('insert into rapport_log.versions (version) values (99)');
  await expect(database.open()).rejects.toThrow('a newer release wrote this log');
});

it('refuses a database that is not in UTF8', async () => {
  const session = await database.session();
  await session.query(`drop database if exists "${database.name}_latin" with (force)`);
  await session.query(
    `create database "${database.name}_latin" encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C' template template0`,
  );
  const url = new URL(database.url);
  url.pathname += '_latin';
  await expect(PostgresEventStore.open(url.href)).rejects.toThrow('must be in UTF8');
  await session.query(`drop database "${database.name}_latin" with (force)`);
});

it('refuses names that Postgres cannot hold, before anything is written', async () => {
  const store = await database.open();
  await expect(store.append('a\0b', events(1), 'none')).rejects.toThrow('NUL');
  await expect(store.append('x'.repeat(2_001), events(1), 'none')).rejects.toThrow('longer than');
  expect(await all(store.readStream('a\0b'))).toEqual([]);
  expect(await store.head()).toBeNull();
});
