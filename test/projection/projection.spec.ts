import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Projector } from '#read-models';
import type { EventStore, NewEvent, StoredEvent } from '#event-store';
import { benchHistory } from '../bench/history.js';
import { temporaryFolder, within } from '../kit/deployment.js';
import { forgetViews, viewsAreInPostgres, withViews } from '../kit/views.js';

const NOW = Date.UTC(2026, 11, 1);
const clock = () => NOW;
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What kept a projector from going on; nothing should. */
const failures: unknown[] = [];
const failed = (error: unknown) => void failures.push(error);
afterEach(() => expect(failures).toEqual([]));

const NEED_TABLES = ['need_requests', 'need_steps', 'need_fulfilments'];
const FORECAST_TABLES = ['promises_answered', 'answers_by_week'];
const TABLES = [
  ...['checkpoint', 'contacts', 'relationships', 'standings', 'exposures', 'obligations'],
  ...FORECAST_TABLES,
  ...NEED_TABLES,
];

/** Every row of every view, as one digest. */
const digest = (): Promise<string> =>
  withViews(folder.path, async (db) => {
    const hash = createHash('sha256');
    let contacts = 0;
    for (const table of TABLES) {
      const { rows } = await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db);
      for (const row of rows) hash.update(JSON.stringify(row));
      if (table === 'contacts') contacts = rows.length;
    }
    return `${contacts}:${hash.digest('hex')}`;
  });

const rebuild = async (batchSize?: number) => {
  await forgetViews(folder.path);
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

/** Over a connection every commit costs more. */
const [RELATIONSHIPS, EVENTS] = viewsAreInPostgres() ? [110, 400] : [150, 1_000];
const BATCHES = viewsAreInPostgres() ? [7, 500] : [1, 7, 500];
const HISTORY = [...benchHistory(RELATIONSHIPS, EVENTS)].map(({ stream, event }) => ({ stream, event: asking(event) }));

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
      projector.start(failed);
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
    await write(HISTORY.slice(0, EVENTS * 0.6));
    await workOnNeeds();
    await write(HISTORY.slice(EVENTS * 0.6));
    await within(folder.path, async ({ store }) => {
      const events: StoredEvent[] = [];
      for await (const batch of store.readAll()) events.push(...batch);
      contacts = events.filter(({ stream }) => stream.startsWith('relationship-')).map(({ position }) => position);
      head = events.at(-1)?.position ?? 0n;
    });
    expected = await rebuild();
  });

  it('hold every contact', () => expect(expected).toMatch(new RegExp(`^${contacts.length}:`)));

  it('hold what was said of needs', () =>
    withViews(folder.path, async (db) => {
      const rows = async (table: string) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows.length;
      expect([await rows('need_steps'), await rows('need_fulfilments')]).toEqual([5, 2]);
      expect(
        await db.selectFrom('need_fulfilments').selectAll().where('done_at_position', 'is not', null).execute(),
      ).toHaveLength(2);
      expect(await rows('need_requests')).toBeGreaterThan(EVENTS / 20);
    }));

  it.each(BATCHES)('are the same bytes in batches of %d', async (size) => {
    expect(await rebuild(size)).toBe(expected);
  });

  it('are the same bytes in another time zone', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    expect(await rebuild()).toBe(expected);
    process.env.TZ = zone;
  });

  it('are the same however often it is stopped and started', async () => {
    await forgetViews(folder.path);
    for (let start = 0; start < 12; start += 1)
      await within(
        folder.path,
        async ({ projector, relationships }) => {
          projector.start(failed, 1 + start * 9);
          await projector.waitFor((head * BigInt(start + 1)) / 12n, 5_000);
          if (start % 3 === 0) await relationships.refresh();
        },
        clock,
      );
    await within(folder.path, ({ relationships }) => relationships.refresh(), clock);
    expect(await digest()).toBe(expected);
  });

  it('take a batch delivered twice, or from an earlier checkpoint, once', async () => {
    await forgetViews(folder.path);
    await within(
      folder.path,
      async ({ store, db, relationships, models }) => {
        const twice = delivering(store, (all) => {
          const part = (from: number, to: number) => all.slice(EVENTS * from, EVENTS * to);
          return [part(0, 0.3), part(0, 0.3), part(0.1, 0.7), all];
        });
        await new Projector(twice, db, relationships, models).catchUp();
        await relationships.refresh();
      },
      clock,
    );
    expect(await digest()).toBe(expected);
  });

  it('are the same with two projectors at once', async () => {
    await forgetViews(folder.path);
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
    expect(await digest()).toBe(expected);
  });

  it('tell of each contact once, and only once it can be queried', async () => {
    await forgetViews(folder.path);
    const told: bigint[] = [];
    const ahead: Promise<boolean>[] = [];
    await within(folder.path, async ({ projector, db }) => {
      projector.onCommitted((contacts) => {
        const checkpoint = db.selectFrom('checkpoint').select('position').executeTakeFirstOrThrow();
        told.push(...contacts.map(({ position }) => position));
        ahead.push(checkpoint.then(({ position }) => Number(contacts.at(-1)?.position) > position));
      });
      projector.start(failed);
      await projector.waitFor(head, 5_000);
      expect(await Promise.all(ahead)).not.toContain(true);
    });
    expect(told).toEqual(contacts);
  });
});
