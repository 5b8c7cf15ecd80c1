import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Projector } from '#read-models';
import type { EventStore, NewEvent, StoredEvent } from '#event-store';
import { benchHistory } from '../bench/history.js';
import { temporaryFolder, within } from '../kit/deployment.js';

const NOW = Date.UTC(2026, 11, 1);
const clock = () => NOW;
const folder = temporaryFolder();
afterAll(() => folder.remove());

const NEED_TABLES = ['need_requests', 'need_steps', 'need_fulfilments'];
const TABLES = ['checkpoint', 'contacts', 'relationships', 'standings', 'exposures', 'obligations', ...NEED_TABLES];

/** Every row of every view, as one digest. */
function digest(): string {
  const db = new Database(join(folder.path, 'views.db'), { readonly: true });
  const hash = createHash('sha256');
  for (const table of TABLES)
    for (const row of db.prepare(`select * from ${table} order by 1, 2`).iterate()) hash.update(JSON.stringify(row));
  const { rows } = db.prepare<[], { rows: number }>('select count(*) rows from contacts').get() ?? { rows: 0 };
  db.close();
  return `${rows}:${hash.digest('hex')}`;
}

const forgetViews = () =>
  ['', '-wal', '-shm'].forEach((end) => rmSync(join(folder.path, `views.db${end}`), { force: true }));

const rebuild = (batchSize?: number) => {
  forgetViews();
  return within(
    folder.path,
    async ({ projector, relationships }) => {
      await projector.catchUp(batchSize);
      await relationships.refresh();
    },
    clock,
  ).then(digest);
};

/** A store that delivers as told; everything else is the real one's. */
const delivering = (store: EventStore, batches: (all: StoredEvent[]) => StoredEvent[][]): EventStore =>
  Object.assign(Object.create(store) as EventStore, {
    async *readAll() {
      const all: StoredEvent[] = [];
      for await (const batch of store.readAll()) all.push(...batch);
      yield* batches(all);
    },
  });

const HISTORY = [...benchHistory(150, 1_000)].map(({ stream, event }) => ({ stream, event: asking(event) }));

/** Some updates of the bench are requests here, so that there are needs. */
function asking(event: NewEvent): NewEvent {
  const { customerId, occurredAt } = event.data;
  const needId = `N${Number((customerId as string).split('-')[1]) % 5}`;
  const request = { customerId, occurredAt, requestId: event.id, needId } as NewEvent['data'];
  return event.type === 'StatusUpdateGiven' ? { ...event, type: 'RequestReceived', data: request } : event;
}

/** A step for each of the needs, and two of them fulfilled. */
const workOnNeeds = () =>
  within(
    folder.path,
    async ({ projector, needs }) => {
      projector.start((error) => expect(error).toBeUndefined());
      const by = { recordedBy: 'test', correlationId: 'test' };
      for (const needId of ['N0', 'N1', 'N2', 'N3', 'N4'])
        expect(await needs.takeStep({ input: { needId, step: 'a step', owner: 'ben' }, ...by })).toMatchObject({
          refusals: [],
        });
      for (const needId of ['N0', 'N1'])
        expect(await needs.fulfil({ input: { needId, change: 'a change' }, ...by })).toMatchObject({ refusals: [] });
    },
    clock,
  );

describe('the views', () => {
  let expected: string;
  /** Positions of all contacts, and of the last event. */
  let contacts: bigint[];
  let head: bigint;

  beforeAll(async () => {
    const write = (events: typeof HISTORY) =>
      within(folder.path, async ({ store }) => {
        for (const { stream, event } of events) await store.append(stream, [event], 'any');
      });
    await write(HISTORY.slice(0, 600));
    await workOnNeeds();
    await write(HISTORY.slice(600));
    await within(folder.path, async ({ store }) => {
      const events: StoredEvent[] = [];
      for await (const batch of store.readAll()) events.push(...batch);
      contacts = events.filter(({ stream }) => stream.startsWith('relationship-')).map(({ position }) => position);
      head = events.at(-1)?.position ?? 0n;
    });
    expected = await rebuild();
  });

  it('hold every contact', () => expect(expected).toMatch(new RegExp(`^${contacts.length}:`)));

  it('hold what was said of needs', () => {
    const db = new Database(join(folder.path, 'views.db'), { readonly: true });
    const count = (table: string) => db.prepare(`select count(*) from ${table}`).pluck().get();
    expect(NEED_TABLES.map(count)).toEqual([expect.any(Number), 5, 2]);
    expect(db.prepare('select count(*) from need_fulfilments where done_at_position is not null').pluck().get()).toBe(
      2,
    );
    expect(count('need_requests')).toBeGreaterThan(50);
    db.close();
  });

  it.each([1, 7, 500])('are the same bytes in batches of %d', async (size) => {
    expect(await rebuild(size)).toBe(expected);
  });

  it('are the same bytes in another time zone', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    expect(await rebuild()).toBe(expected);
    process.env.TZ = zone;
  });

  it('are the same however often it is stopped and started', async () => {
    forgetViews();
    for (let start = 0; start < 12; start += 1)
      await within(
        folder.path,
        async ({ projector, relationships }) => {
          projector.start((error) => expect(error).toBeUndefined(), 1 + start * 9);
          await projector.waitFor((head * BigInt(start + 1)) / 12n, 5_000);
          if (start % 3 === 0) await relationships.refresh();
        },
        clock,
      );
    await within(folder.path, ({ relationships }) => relationships.refresh(), clock);
    expect(digest()).toBe(expected);
  });

  it('take a batch delivered twice, or from an earlier checkpoint, once', async () => {
    forgetViews();
    await within(
      folder.path,
      async ({ store, db, relationships, models }) => {
        const twice = delivering(store, (all) => [all.slice(0, 300), all.slice(0, 300), all.slice(100, 700), all]);
        await new Projector(twice, db, relationships, models).catchUp();
        await relationships.refresh();
      },
      clock,
    );
    expect(digest()).toBe(expected);
  });

  it('are the same with two projectors at once', async () => {
    forgetViews();
    await within(
      folder.path,
      ({ projector, relationships }) =>
        within(
          folder.path,
          async (other) => {
            await Promise.all([projector.catchUp(11), other.projector.catchUp(17)]);
            await relationships.refresh();
          },
          clock,
        ),
      clock,
    );
    expect(digest()).toBe(expected);
  });

  it('tell of each contact once, and only once it can be queried', async () => {
    forgetViews();
    const told: bigint[] = [];
    await within(folder.path, async ({ projector }) => {
      projector.onCommitted((contacts) => {
        const db = new Database(join(folder.path, 'views.db'), { readonly: true });
        const checkpoint = db.prepare<[], { position: number }>('select position from checkpoint').get();
        db.close();
        for (const { position } of contacts) {
          expect(Number(position)).toBeLessThanOrEqual(checkpoint?.position ?? 0);
          told.push(position);
        }
      });
      projector.start((error) => expect(error).toBeUndefined());
      await projector.waitFor(head, 5_000);
    });
    expect(told).toEqual(contacts);
  });
});
