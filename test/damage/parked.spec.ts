import { sql } from 'kysely';
import { listParked } from '#read-models';
import type { Deployment } from '#deployment';
import { BY, checkIn, listed, onDatabase, open } from './on-each-database.js';

// What cannot be projected parks its own customer, in order, and leaves everybody else current.

const parked = async ({ db }: Deployment) =>
  (await listParked(db, 100)).map(({ customerId, type, reason }) => [customerId, type, reason]);

const UNKNOWN = { id: '00000000-0000-4000-8000-00000000000a', type: 'SongSung', data: {}, metadata: { v: 1 } };

describe.each(['SQLite', 'Postgres'] as const)('views on %s', (kind) => {
  const { within } = onDatabase(kind);

  /** The database refuses rows of this customer until it is told otherwise. */
  const refuse = ({ db }: Deployment, customerId: string) =>
    kind === 'SQLite'
      ? sql
          .raw(
            `create trigger refused before insert on relationships when new.customer_id = '${customerId}' begin select raise(abort, 'refused'); end`,
          )
          .execute(db)
      : sql
          .raw(`alter table relationships add constraint refused check (customer_id <> '${customerId}') not valid`)
          .execute(db);
  const accept = ({ db }: Deployment) =>
    sql
      .raw(kind === 'SQLite' ? 'drop trigger refused' : 'alter table relationships drop constraint refused')
      .execute(db);

  it('park the events of a customer whose rows the database refuses, in order, until a retry', () =>
    within(async (opened) => {
      await open(opened, 'a', 'poison', 'b');
      await opened.projector.catchUp();
      await refuse(opened, 'poison');
      for (const customerId of ['a', 'poison', 'b', 'poison']) await checkIn(opened, customerId);
      await open(opened, 'c');
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 2, b: 2, c: 1, poison: 1 });
      expect(await parked(opened)).toEqual([
        ['poison', 'CheckInHeld', 'CANNOT_BE_PROJECTED'],
        ['poison', 'CheckInHeld', 'WAITS'],
      ]);
      expect(await opened.projector.retryParked()).toBe(0);
      expect(await opened.projector.parked()).toBe(2);
      await accept(opened);
      expect(await opened.projector.retryParked(['relationship-a'])).toBe(0);
      expect(await opened.projector.retryParked()).toBe(2);
      expect(await parked(opened)).toEqual([]);
      expect(await listed(opened)).toEqual({ a: 2, b: 2, c: 1, poison: 3 });
      await checkIn(opened, 'poison');
      await opened.projector.catchUp();
      expect(await listed(opened)).toMatchObject({ poison: 4 });
    }));

  it('hold nothing back that is projected while a retry succeeds', () =>
    within(async (opened) => {
      await open(opened, 'a', 'poison');
      await opened.projector.catchUp();
      await refuse(opened, 'poison');
      await checkIn(opened, 'poison');
      await opened.projector.catchUp();
      await accept(opened);
      for (const customerId of ['poison', 'a']) await checkIn(opened, customerId);
      const read = opened.relationships.read.bind(opened.relationships);
      let released = 0;
      opened.relationships.read = async (customerIds) => {
        opened.relationships.read = read;
        released = await opened.projector.retryParked();
        return read(customerIds);
      };
      await opened.projector.catchUp();
      expect([released, await parked(opened)]).toEqual([1, []]);
      expect(await listed(opened)).toEqual({ a: 2, poison: 3 });
    }));

  it('park it in a catch-up, too, where rows are built later', () =>
    within(async (opened) => {
      const customers = Array.from({ length: 120 }, (_, i) => `c-${i}`);
      await open(opened, ...customers, 'poison');
      await refuse(opened, 'poison');
      await opened.projector.catchUp();
      const before = Object.keys(await listed(opened));
      expect(before.sort()).toEqual([...customers].sort());
      expect(await parked(opened)).toEqual([['poison', 'RelationshipOpened', 'CANNOT_BE_PROJECTED']]);
      await accept(opened);
      expect(await opened.projector.retryParked()).toBe(1);
      expect(await listed(opened)).toHaveProperty('poison');
    }));

  it('are the same after a retry as after a rebuild', () =>
    within(async (opened) => {
      const contacts = async () => (await sql`select * from contacts order by position`.execute(opened.db)).rows;
      await open(opened, 'a', 'poison');
      await opened.projector.catchUp();
      await refuse(opened, 'poison');
      const occurredAt = new Date().toISOString();
      const [late, early] = [Date.now() + 1_000_000, Date.now() + 1_000];
      const at = (customerId: string, recordedAt: number) =>
        opened.log.record({
          type: 'CheckInHeld',
          input: { customerId, occurredAt },
          recordedAt,
          ...BY,
        });
      await at('poison', late);
      await at('a', early);
      await opened.projector.catchUp();
      await accept(opened);
      await opened.projector.retryParked();
      const retried = await contacts();
      for (const table of ['contacts', 'relationships', 'standings', 'exposures', 'obligations'])
        await sql`delete from ${sql.table(table)}`.execute(opened.db);
      await sql`update checkpoint set position = 0 where name = 'views'`.execute(opened.db);
      await opened.projector.catchUp();
      expect(await contacts()).toEqual(retried);
      expect(retried).toHaveLength(4);
    }));

  it('forget the name of a customer who is erased while parked', () =>
    within(async (opened) => {
      await open(opened, 'a');
      await opened.projector.catchUp();
      await opened.store.append('relationship-a', [UNKNOWN], 0);
      await opened.log.record({ type: 'CustomerErased', input: { customerId: 'a' }, ...BY });
      await opened.projector.catchUp();
      expect(await opened.projector.parked()).toBe(2);
      const { name } = await opened.db.selectFrom('relationships').select('name').executeTakeFirstOrThrow();
      expect(name).toBe('[erased]');
    }));

  it('park an event of a type that this release does not know, and its customer, until the release does', async () => {
    await within(async (opened) => {
      await open(opened, 'a', 'b');
      await opened.store.append('relationship-a', [UNKNOWN], 0);
      await opened.store.append('need-n', [{ ...UNKNOWN, id: UNKNOWN.id.replace('a', 'b') }], 'none');
      await opened.store.append('of-another-application', [{ ...UNKNOWN, id: UNKNOWN.id.replace('a', 'c') }], 'none');
      await checkIn(opened, 'a');
      await checkIn(opened, 'b');
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 1, b: 2 });
      expect(await parked(opened)).toEqual([
        ['a', 'SongSung', 'UNKNOWN_TYPE'],
        [null, 'SongSung', 'UNKNOWN_TYPE'],
        ['a', 'CheckInHeld', 'WAITS'],
      ]);
    });
    // A start tries again; a running server then projects on.
    await within(async (opened) => {
      opened.projector.start();
      await checkIn(opened, 'b');
      expect(await opened.projector.waitFor((await opened.store.head()) ?? 0n, 10_000)).toBe(true);
      expect(await opened.projector.parked()).toBe(3);
      expect(opened.projector.stuckOn).toBeNull();
      expect(await listed(opened)).toEqual({ a: 1, b: 3 });
    });
  });

  it('do not park everybody where the tables themselves are wrong: the projector is stuck, and goes on', () =>
    within(async (opened) => {
      await open(opened, 'a');
      await opened.projector.catchUp();
      await sql`alter table exposures rename to elsewhere`.execute(opened.db);
      opened.projector.start();
      await checkIn(opened, 'a');
      const stuck = () => opened.projector.stuckOn;
      while (stuck() === null) await new Promise((resolve) => setImmediate(resolve));
      expect(stuck()).toBe('projection fails');
      expect(await opened.projector.parked()).toBe(0);
      await sql`alter table elsewhere rename to exposures`.execute(opened.db);
      expect(await opened.projector.waitFor((await opened.store.head()) ?? 0n, 10_000)).toBe(true);
      expect(await listed(opened)).toEqual({ a: 2 });
    }));
});
