import Database from 'better-sqlite3';
import { DamagedEvent } from '#event-store';
import { listParked } from '#read-models';
import { BY, checkIn, listed, onDatabase, open } from './on-each-database.js';

// A damaged event is named by its position and parked with its customer, and the rest goes on.

/** Changes the stored event past the store, as a failing disk does. */
function damage(file: string, what: string, sql: string): void {
  const log = new Database(file);
  log.exec('drop trigger events_are_never_changed');
  if (log.prepare(`update events set ${sql} where ${what}`).run().changes !== 1) throw new Error('nothing was damaged');
  log.exec(
    "create trigger events_are_never_changed before update on events begin select raise(abort, 'an event is never changed'); end",
  );
  log.close();
}

const OPENING = "type = 'RelationshipOpened' and stream = (select key from streams where name = 'relationship-b')";

describe('a damaged event', () => {
  const { path, within } = onDatabase('SQLite');
  const log = () => path('log.db');

  beforeEach(() =>
    within(async (opened) => {
      await open(opened, 'a', 'b', 'c');
      for (const customerId of ['a', 'b', 'c']) await checkIn(opened, customerId);
    }),
  );

  it.each([
    ['a flipped digit of a year', 'data = replace(data, \'"occurredAt":"20\', \'"occurredAt":"21\')'],
    ['a torn end', 'data = substr(data, 1, 20)'],
    ['metadata that are no JSON', "metadata = 'x'"],
    ['another type', "type = 'RelationshipClosed'"],
  ])('with %s is parked with its customer', async (_, change) => {
    damage(log(), OPENING, change);
    await within(async (opened) => {
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 2, c: 2 });
      expect(await listParked(opened.db, 9)).toMatchObject([
        { position: 4, customerId: 'b', reason: 'DAMAGED' },
        { position: 7, customerId: 'b', reason: 'WAITS' },
      ]);
      await expect(checkIn(opened, 'b')).rejects.toThrow(DamagedEvent);
      await expect(checkIn(opened, 'b')).rejects.toThrow(/the event at position 4 .*Put the log back from a backup/);
      await checkIn(opened, 'a');
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 3, c: 2 });
    });
  });

  it('of an earlier release, without a checksum, is one that has lost the name of its stream', async () => {
    damage(log(), OPENING, "metadata = json_remove(metadata, '$.crc32')");
    const file = new Database(log());
    file.pragma('foreign_keys = OFF');
    file.exec("delete from streams where name = 'relationship-b'");
    file.close();
    await within(async ({ projector, db }) => {
      await projector.catchUp();
      expect(await listParked(db, 9)).toMatchObject([
        { position: 4, reason: 'DAMAGED' },
        { position: 7, reason: 'WAITS' },
      ]);
    });
  });

  it('does not keep its customer from being erased', async () => {
    damage(log(), "type = 'CheckInHeld' and position = 7", "data = '{'");
    await within(async (opened) => {
      const erase = () =>
        opened.log.record({ type: 'CustomerErased', input: { customerId: 'b', note: 'by request' }, ...BY });
      expect(await erase()).toMatchObject({ refusals: [], recorded: { replayed: false } });
      expect(await erase()).toMatchObject({ refusals: [], recorded: { replayed: true } });
      await opened.projector.catchUp();
      const { rows } = await opened.views.relationships({ first: 9, now: Date.now(), filter: { includeClosed: true } });
      expect(JSON.stringify(rows)).not.toContain('Name of b');
    });
  });

  it('leaves a legal hold in force: one that is read after it, and one that is damaged itself', async () => {
    await within(async (opened) => {
      const hold = (customerId: string) =>
        opened.log.record({ type: 'LegalHoldSet', input: { customerId, holdId: 'H', reason: 'a claim' }, ...BY });
      for (const customerId of ['b', 'c']) expect((await hold(customerId)).refusals).toEqual([]);
    });
    damage(log(), "type = 'CheckInHeld' and position = 7", "data = '{'");
    damage(log(), `type = 'LegalHoldSet' and position = 10`, "data = '{'");
    await within(async (opened) => {
      const erase = async (customerId: string) =>
        (await opened.log.record({ type: 'CustomerErased', input: { customerId }, ...BY })).refusals;
      expect(await erase('b')).toEqual([expect.objectContaining({ code: 'UNDER_LEGAL_HOLD' })]);
      expect((await erase('b'))[0]?.message).toContain('(H)');
      expect((await erase('c'))[0]?.message).toContain('(a damaged event at position 10)');
      expect(opened.log.isReadable('b')).toBe(true);
    });
  });

  it('leaves what was before it readable, and what the lists show of it', async () => {
    await within(({ projector }) => projector.catchUp());
    damage(log(), "type = 'CheckInHeld' and position = 7", "data = '{'");
    await within(async (opened) => {
      expect(await opened.log.timelineOf('b')).toMatchObject({ size: 1 });
      await expect(opened.log.wholeTimelineOf('b')).rejects.toThrow(DamagedEvent);
      const { rows } = await opened.views.relationships({ first: 9, now: Date.now() });
      expect(rows).toHaveLength(3);
      expect(await listed(opened)).toEqual({ a: 2, b: 1, c: 2 });
    });
  });

  it('keeps no other customer from the fulfilment of a need', async () => {
    const by = { recordedBy: 'test', correlationId: 'test' };
    await within(async ({ log: contacts }) => {
      for (const customerId of ['a', 'b', 'c']) {
        const input = { customerId, requestId: 'R', needId: 'N' };
        expect((await contacts.record({ type: 'RequestReceived', input, ...by })).refusals).toEqual([]);
      }
    });
    await within(({ projector }) => projector.catchUp());
    damage(log(), "type = 'CheckInHeld' and position = 7", "data = '{'");
    await within(async (opened) => {
      opened.projector.start();
      const fulfilled = opened.needs.fulfil({ input: { needId: 'N', change: 'a change' }, ...by });
      await expect(fulfilled).rejects.toThrow(DamagedEvent);
      for (const customerId of ['a', 'c'])
        expect([...((await opened.log.timelineOf(customerId))?.recorded() ?? [])].map(({ type }) => type)).toContain(
          'NeedFulfilled',
        );
    });
  });

  it('that was put right is projected at the next start', async () => {
    damage(log(), OPENING, 'data = replace(data, \'"occurredAt":"20\', \'"occurredAt":"21\')');
    await within(({ projector }) => projector.catchUp());
    damage(log(), OPENING, 'data = replace(data, \'"occurredAt":"21\', \'"occurredAt":"20\')');
    await within(async (opened) => {
      opened.projector.start();
      await checkIn(opened, 'b');
      expect(await opened.projector.waitFor((await opened.store.head()) ?? 0n, 10_000)).toBe(true);
      expect(await opened.projector.parked()).toBe(0);
      expect(await listed(opened)).toEqual({ a: 2, b: 3, c: 2 });
    });
  });

  it('of an earlier release, which has no checksum, is parked if its facts cannot be folded', async () => {
    damage(log(), OPENING, "metadata = '{}', data = '{}'");
    await within(async (opened) => {
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 2, c: 2 });
      expect(await opened.projector.parked()).toBe(2);
    });
  });
});
