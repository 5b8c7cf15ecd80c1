// What keeps an acknowledged event safe, and what happens when there is no room for one.
import Database from 'better-sqlite3';
import { StorageFull, StoreUnavailable } from '#event-store';
import { all, anEvent, aStream, events, idsOf, outcomeOf } from './log-under-test.js';
import { SqliteFile } from './sqlite-file.js';

let file: SqliteFile;
beforeEach(() => {
  file = new SqliteFile();
});
afterEach(() => file.dispose());

it('leaves a file that is whole', async () => {
  const store = await file.open();
  await Promise.all(Array.from({ length: 100 }, () => store.append(aStream(), events(3), 'none')));
  await store.close();
  expect(file.raw((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  expect(file.raw((db) => db.pragma('foreign_key_check'))).toEqual([]);
});

it('does not let anybody change or delete an event', async () => {
  const store = await file.open();
  await store.append(aStream(), events(2), 'none');
  expect(() => file.raw((db) => db.exec("UPDATE events SET data = '{}'"))).toThrow('an event is never changed');
  expect(() => file.raw((db) => db.exec('DELETE FROM events'))).toThrow('an event is never deleted');
});

it('refuses appends when the file may grow no more, goes on reading, and appends again when it may', async () => {
  const store = await file.open();
  const kept = await store.append(aStream(), events(3), 'none');
  const before = await all(store.readAll());
  store.setQuota(0); // no page more than there are

  const large = (): ReturnType<typeof anEvent> => anEvent({ data: { text: 'x'.repeat(20_000) } });
  const [one, other] = [aStream(), aStream()];
  const small = events(1);
  const refused = await Promise.all([
    outcomeOf(store.append(one, small, 'none')),
    outcomeOf(store.append(other, [large()], 'none')),
    outcomeOf(store.append(aStream(), events(1), 'none')),
  ]);
  expect(refused).toEqual([StorageFull.name, StorageFull.name, StorageFull.name]);
  expect(await all(store.readAll())).toEqual(before);
  expect(await store.head()).toBe(kept.lastPosition);

  store.setQuota(null);
  expect(await store.append(one, small, 'none')).toEqual({ lastRevision: 0, lastPosition: 4n });
  await store.append(other, [large()], 'none');
  expect(idsOf(await all(store.readStream(one)))).toEqual(idsOf(small));
  expect(file.raw((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
});

it('writes nothing of a group whose transaction fails, and serves the next', async () => {
  const store = await file.open();
  file.raw((db) =>
    db.exec(`CREATE TRIGGER fails BEFORE INSERT ON events WHEN new.type = 'Fails'
             BEGIN SELECT raise(ABORT, 'on purpose'); END`),
  );
  const outcomes = await Promise.all([
    outcomeOf(store.append(aStream(), events(2), 'none')),
    outcomeOf(store.append(aStream(), [anEvent(), anEvent({ type: 'Fails' })], 'none')),
    outcomeOf(store.append(aStream(), events(1), 'none')),
  ]);
  expect(outcomes).toEqual([StoreUnavailable.name, StoreUnavailable.name, StoreUnavailable.name]);
  expect(await store.head()).toBeNull();
  expect(await store.append(aStream(), events(1), 'none')).toEqual({ lastRevision: 0, lastPosition: 1n });
});

it.each([
  ['of a newer release', (db: Database.Database) => db.pragma('user_version = 999'), /newer release/],
  ['of another application', (db: Database.Database) => db.pragma('application_id = 7'), /not an event log/],
])('refuses a file %s, and leaves it as it is', async (_, change, message) => {
  await (await file.open()).close();
  file.raw(change);
  const before = file.raw((db) => db.pragma('user_version', { simple: true }));
  for (const readOnly of [false, true]) {
    await expect(file.open({ readOnly })).rejects.toThrow(StoreUnavailable);
    await expect(file.open({ readOnly })).rejects.toThrow(message);
  }
  expect(file.raw((db) => db.pragma('user_version', { simple: true }))).toBe(before);
});

it('refuses a database with tables of somebody else', async () => {
  file.raw((db) => db.exec('CREATE TABLE customers (name TEXT)'));
  await expect(file.open()).rejects.toThrow(/not an event log/);
  expect(file.raw((db) => db.pragma('journal_mode', { simple: true }))).toBe('delete');
});

it('refuses to read where there is no log, and makes none', async () => {
  await expect(file.open({ readOnly: true })).rejects.toThrow(StoreUnavailable);
  file.raw(() => undefined);
  await expect(file.open({ readOnly: true })).rejects.toThrow(StoreUnavailable);
});
