import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { KeyRing, KeyUnusable } from '#contact-log';
import { ConfigurationInvalid, openForReading, openLog } from '#deployment';
import { identityOf } from '#event-store';
import { temporaryFolder, within } from '../kit/deployment.js';

// Keys that are not those of the log: what is sealed with other keys could never be read once the right file is back.

const BY = { recordedBy: 'test', correlationId: 'test' };
let folder: ReturnType<typeof temporaryFolder>;
let other: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  other = temporaryFolder();
});
afterEach(() => {
  folder.remove();
  other.remove();
});
const path = (name: string) => join(folder.path, name);

const open = (dataDir: string, ...customerIds: string[]) =>
  within(dataDir, async ({ log }) => {
    for (const customerId of customerIds)
      await log.record({ type: 'RelationshipOpened', input: { customerId, name: `Name of ${customerId}` }, ...BY });
  });

const start = () => within(folder.path, async () => 'started');
const remove = (name: string) => {
  for (const end of ['', '-wal', '-shm']) rmSync(path(`${name}${end}`), { force: true });
};

/** As a release wrote it that knew of no identity. */
function forgetLineage(file: string): void {
  const keys = new Database(file);
  keys.exec('drop table of_log');
  keys.close();
}

/** A log whose first event is taken out, as a release wrote it that knew of no identity. */
function forgetIdentity(file: string): void {
  const log = new Database(file);
  log.exec('drop trigger events_are_never_deleted');
  log.exec("delete from events where type = 'LogBegun'; delete from streams where name = 'log'");
  log.exec(
    "create trigger events_are_never_deleted before delete on events begin select raise(abort, 'an event is never deleted'); end",
  );
  log.close();
}

describe('a start', () => {
  it('beside the keys of another log is refused, and changes nothing', async () => {
    await open(folder.path, 'a');
    await open(other.path, 'x');
    copyFileSync(join(other.path, 'keys.db'), path('keys.db'));
    await expect(start()).rejects.toThrow(ConfigurationInvalid);
    await expect(start()).rejects.toThrow(/keys\.db holds the keys of another log\. Put back/);
  });

  it('beside a new file of keys is refused, because the log has sealed facts', async () => {
    await open(folder.path, 'a');
    renameSync(path('keys.db'), path('kept'));
    await expect(start()).rejects.toThrow(
      /keys\.db is missing, but the log holds personal data that was sealed with its keys\. Put it back/,
    );
    copyFileSync(path('kept'), path('keys.db'));
    expect(await start()).toBe('started');
  });

  it('with an empty log beside the keys of one is refused, and the log stays empty', async () => {
    await open(folder.path, 'a');
    renameSync(path('log.db'), path('kept'));
    remove('log.db');
    await expect(start()).rejects.toThrow(
      /the log is empty, but .*keys\.db holds the keys of a log\. Put that log back/,
    );
    const store = await openLog({ dataDir: folder.path });
    expect(await store.head()).toBeNull();
    await store.close();
    remove('log.db');
    renameSync(path('kept'), path('log.db'));
    expect(await start()).toBe('started');
  });

  it('of log and keys of an earlier release gives both an identity', async () => {
    await open(folder.path, 'a');
    forgetIdentity(path('log.db'));
    forgetLineage(path('keys.db'));
    expect(await start()).toBe('started');
    const keys = new KeyRing(path('keys.db'));
    const store = await openLog({ dataDir: folder.path });
    expect(keys.lineage).toBe((await identityOf(store))?.lineage);
    keys.close();
    await store.close();
  });

  it('of a log of an earlier release takes the lineage that its keys know', async () => {
    await open(folder.path, 'a');
    const store = await openLog({ dataDir: folder.path });
    const before = await identityOf(store);
    await store.close();
    forgetIdentity(path('log.db'));
    expect(await start()).toBe('started');
    const again = await openLog({ dataDir: folder.path });
    expect((await identityOf(again))?.lineage).toBe(before?.lineage);
    await again.close();
  });

  it('of a log of an earlier release passes over what is damaged', async () => {
    await open(folder.path, 'a', 'b');
    forgetIdentity(path('log.db'));
    forgetLineage(path('keys.db'));
    const log = new Database(path('log.db'));
    log.exec('drop trigger events_are_never_changed');
    log.exec("update events set data = '{' where type = 'RelationshipOpened' and revision = 0 and position = 3");
    log.close();
    expect(await start()).toBe('started');
  });

  it.each([
    ['whose customers are others', ['x'], /holds no key of the sealed facts/],
    ['whose customers have the same ids', ['a'], /holds the keys of another log/],
  ])('of an earlier release beside keys of another log %s is refused', async (_, customers, says) => {
    await open(folder.path, 'a');
    await open(other.path, ...customers);
    copyFileSync(join(other.path, 'keys.db'), path('keys.db'));
    forgetIdentity(path('log.db'));
    forgetLineage(path('keys.db'));
    await expect(start()).rejects.toThrow(says);
  });

  it('is not kept from by a customer who was erased', async () => {
    await open(folder.path, 'a');
    await within(folder.path, ({ log }) => log.record({ type: 'CustomerErased', input: { customerId: 'a' }, ...BY }));
    forgetLineage(path('keys.db'));
    expect(await start()).toBe('started');
  });
});

it('no key is made for a customer whose facts are sealed, whoever asks', async () => {
  await open(folder.path, 'a');
  const keys = new Database(path('keys.db'));
  keys.exec("delete from keys where customer_id = 'a'");
  keys.close();
  await within(folder.path, async ({ log }) => {
    await log.makeKeys(['a', 'b']);
    for (const [type, input] of [
      ['RelationshipOpened', { customerId: 'a', name: 'A', occurredAt: '2020-01-01T00:00:00Z' }],
      ['CheckInHeld', { customerId: 'a', note: 'private' }],
    ] as const)
      await expect(log.record({ type, input, ...BY })).rejects.toThrow(KeyUnusable);
  });
  const ring = new KeyRing(path('keys.db'));
  expect([ring.knows('a'), ring.knows('b')]).toEqual([false, true]);
  ring.close();
});

it('no key is made where facts are on record, also if none of them is personal: by another key no repeat is recognised', async () => {
  const open = (occurredAt: string) =>
    within(folder.path, ({ log }) =>
      log.record({
        type: 'RelationshipOpened',
        input: { customerId: 'a', occurredAt, idempotencyKey: occurredAt },
        ...BY,
      }),
    );
  expect((await open('2020-01-01T00:00:00Z')).recorded?.replayed).toBe(false);
  expect((await open('2020-01-01T00:00:00Z')).recorded?.replayed).toBe(true);
  const keys = new Database(path('keys.db'));
  keys.exec("delete from keys where customer_id = 'a'");
  keys.close();
  // It is older than was known, so the rules take it.
  await expect(open('2019-01-01T00:00:00Z')).rejects.toThrow(KeyUnusable);
});

it('the key of the needs register is not made anew while it has told repeats', async () => {
  const step = (needId: string, facts: object = {}) =>
    within(folder.path, async ({ log, needs, projector }) => {
      const input = { customerId: 'a', requestId: needId, needId, occurredAt: '2020-02-01T00:00:00Z' };
      await log.record({
        type: 'RelationshipOpened',
        input: { customerId: 'a', occurredAt: '2020-01-01T00:00:00Z' },
        ...BY,
      });
      await log.record({ type: 'RequestReceived', input, ...BY });
      await projector.catchUp();
      return needs.takeStep({ input: { needId, step: 'budget', ...facts }, ...BY });
    });
  expect((await step('n', { idempotencyKey: 'k' })).recorded?.replayed).toBe(false);
  expect((await step('n', { idempotencyKey: 'k' })).recorded?.replayed).toBe(true);
  const keys = new Database(path('keys.db'));
  keys.exec("delete from keys where customer_id = char(9) || 'needs'");
  keys.close();
  for (const needId of ['n', 'another'])
    await expect(step(needId, { idempotencyKey: 'k' })).rejects.toThrow('tells repeats in the needs register');
  expect((await step('n')).recorded?.replayed).toBe(false);
});

it('a customer whose key is lost is not shown as erased: reading says so, and the views park the customer', async () => {
  await open(folder.path, 'a', 'b');
  const keys = new Database(path('keys.db'));
  keys.exec("delete from keys where customer_id = 'a'");
  keys.close();
  remove('views.db');
  await within(folder.path, async ({ log, projector, views }) => {
    const [contact] = [...((await log.timelineOf('a'))?.recorded() ?? [])];
    expect(() => log.opened(contact!)).toThrow(KeyUnusable);
    await projector.catchUp();
    const { rows } = await views.relationships({ first: 9, now: Date.now() });
    expect(rows.map(({ row }) => row.name)).toEqual(['Name of b']);
    // Whoever is erased is shown as erased all the same.
    await log.record({ type: 'CustomerErased', input: { customerId: 'a' }, ...BY });
    expect(log.opened(contact!).data).toMatchObject({ name: '[erased]' });
  });
});

it('a reader of names is refused, too', async () => {
  await open(folder.path, 'a');
  await open(other.path, 'x');
  copyFileSync(join(other.path, 'keys.db'), path('keys.db'));
  const reading = await openForReading({ dataDir: folder.path });
  await expect(reading.keys()).rejects.toThrow(/holds the keys of another log/);
  await reading.close();
});
