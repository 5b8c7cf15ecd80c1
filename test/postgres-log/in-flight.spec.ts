// Transactions are held open, rolled back, cut off and committed, thousands of them; followers miss and double nothing.
// IN_FLIGHT=20000 npm test -- test/postgres-log/in-flight
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { StoreUnavailable, type StoredEvent } from '#event-store';
import { seeded } from '../contract/history-writer.js';
import { all, anEvent, aStream, events, followUntil, idsOf } from '../contract/log-under-test.js';
import { until } from '../kit/until.js';
import { OwnDatabase, START_WITHIN_MS } from './own-database.js';

const TRANSACTIONS = Number(process.env.IN_FLIGHT ?? 600);
const CUT_EVERY = 60;
const STORES = 4;
const SESSIONS = 8;
const LOG_LOCK = 0x52505254;

let database: OwnDatabase;
beforeAll(async () => {
  database = await OwnDatabase.make(import.meta.filename);
}, START_WITHIN_MS);
afterEach(() => database.closeAll());
afterAll(() => database.drop());

/** What an append does, step by step, so that a test can stand still between the steps. */
async function insertUnderLock(session: pg.Client, stream: number): Promise<void> {
  await session.query('select pg_advisory_xact_lock($1)', [LOG_LOCK]);
  await session.query(
    `insert into rapport_log.events select (select coalesce(max(position), 0) + 1 from rapport_log.events), $1,
     (select coalesce(max(revision), -1) + 1 from rapport_log.events where stream = $1), $2, 'Held', '{}', '{}', 0`,
    [stream, anEvent().id],
  );
}

it(
  'nobody skips or doubles an event, whatever is in flight below it',
  async () => {
    const stores = await Promise.all(Array.from({ length: STORES }, () => database.open()));
    const reader = await database.open();
    // A transaction of somebody else stays open all the time: it must not hold up the followers.
    const stranger = await database.session();
    await stranger.query('create table others (n integer)');
    await stranger.query('begin');
    await stranger.query('insert into others values (1)');

    const last = anEvent();
    const following = [1, 7, undefined].map((batchSize) =>
      followUntil(reader, last.id, batchSize === undefined ? {} : { batchSize }),
    );
    for (const each of following) each.catch(() => undefined);
    const acknowledged: string[] = [];
    const random = seeded(1);
    let [left, rolledBack, cut] = [TRANSACTIONS, 0, 0];
    const appending = stores.flatMap((store) =>
      Array.from({ length: 4 }, async () => {
        const stream = aStream();
        while ((left -= 1) >= 0) {
          const some = events(1 + Math.floor(random() * 3));
          await store.append(stream, some, 'any');
          acknowledged.push(...idsOf(some));
        }
      }),
    );
    const holding = Array.from({ length: SESSIONS }, async (_, n) => {
      const session = await database.session();
      while ((left -= 1) >= 0) {
        await session.query('begin');
        await insertUnderLock(session, 1_000_000 + n);
        if (random() < 0.3) await pause(random() * 3);
        const isKept = random() < 0.6;
        rolledBack += isKept ? 0 : 1;
        await session.query(isKept ? 'commit' : 'rollback');
      }
    });
    const admin = await database.session();
    const cutting = (async () => {
      // By progress and not by time: on a slow machine an append would be cut each time it is tried.
      for (let next = left - CUT_EVERY; next > 0; next -= CUT_EVERY) {
        await until(() => left <= next);
        await database.cutOne(admin);
        cut += 1;
      }
    })();
    await Promise.all([...appending, ...holding, cutting]);
    await reader.append(aStream(), [last], 'none');

    const log = await all(reader.readAll());
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => BigInt(i + 1)));
    const stored = new Set(idsOf(log));
    expect(stored.size).toBe(log.length);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    for (const seen of await Promise.all(following)) expect(idsOf(seen)).toEqual(idsOf(log));
    expect(rolledBack).toBeGreaterThan(TRANSACTIONS / 20);
    expect(cut).toBeGreaterThan(0);
    await stranger.query('rollback');
  },
  20_000 + TRANSACTIONS * 20,
);

it('does not pass a position that is in flight without the lock: it stops, and goes on once it is committed', async () => {
  const store = await database.open();
  const { lastPosition } = await store.append(aStream(), events(2), 'none');
  const [first, second] = [await database.session(), await database.session()];
  const insertAt = (session: pg.Client, place: bigint, stream: number) =>
    session.query(`insert into rapport_log.events values ($1, $2, 0, $3, 'Rogue', '{}', '{}', 0)`, [
      String(place),
      stream,
      anEvent().id,
    ]);
  await first.query('begin');
  await insertAt(first, lastPosition + 1n, 2_000_001);
  await insertAt(second, lastPosition + 2n, 2_000_002);

  const seen: StoredEvent[] = [];
  const following = async () => {
    for await (const batch of store.follow({ after: lastPosition, signal: new AbortController().signal }))
      seen.push(...batch);
  };
  await expect(following()).rejects.toThrow(StoreUnavailable);
  await expect(all(store.readAll({ after: lastPosition }))).rejects.toThrow(
    `no event at position ${lastPosition + 1n}`,
  );
  expect(seen).toEqual([]);
  await first.query('commit');
  expect((await all(store.readAll({ after: lastPosition }))).map(({ position }) => position)).toEqual([
    lastPosition + 1n,
    lastPosition + 2n,
  ]);
});

it('ends a session that holds the lock and says nothing, so that others go on', async () => {
  const store = await database.open();
  await store.append(aStream(), events(1), 'none');
  const silent = await database.session();
  await silent.query('set idle_in_transaction_session_timeout = 300');
  await silent.query('begin');
  await insertUnderLock(silent, 3_000_000);
  await store.append(aStream(), events(1), 'none');
  await expect(silent.query('commit')).rejects.toThrow();
});
