// One log file, written and followed by several processes at once.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { StoreUnavailable, type SqliteEventStore } from '#event-store';
import { all, anEvent, aStream, events, followUntil, idsOf } from './log-under-test.js';
import { SqliteFile } from './sqlite-file.js';

const run = promisify(execFile);
const here = import.meta.dirname;

let file: SqliteFile;
beforeEach(() => {
  file = new SqliteFile();
});
afterEach(() => file.dispose());

const appendMany = async (store: SqliteEventStore, stream: string, count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await store.append(stream, events(1), i === 0 ? 'none' : i - 1);
};

it('keeps positions gapless and follows across connections, whoever appends', async () => {
  const [one, other] = [await file.open(), await file.open()];
  const last = anEvent();
  const followers = [one, other].map((store) => followUntil(store, last.id, { batchSize: 3 }));

  await Promise.all([
    ...[1, 2, 3, 4].map(() => appendMany(one, aStream(), 25)),
    ...[1, 2, 3, 4].map(() => appendMany(other, aStream(), 25)),
  ]);
  await other.append(aStream(), [last], 'none');

  const log = await all(one.readAll());
  expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 201 }, (_, i) => BigInt(i + 1)));
  for (const follower of followers) expect(await follower).toEqual(log);
});

it('shows followers what its own process appends without having to look', async () => {
  const store = await file.open({ lookEveryMs: 3_600_000 });
  const last = anEvent();
  const following = followUntil(store, last.id);
  await appendMany(store, aStream(), 5);
  await store.append(aStream(), [last], 'none');
  expect(await following).toHaveLength(6);
});

it('lets exactly one of two connections win at one revision', async () => {
  const [one, other] = [await file.open(), await file.open()];
  const stream = aStream();
  await one.append(stream, events(1), 'none');
  const outcomes = await Promise.allSettled([one.append(stream, events(1), 0), other.append(stream, events(1), 0)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('is appended to by another process at the same time: nothing lost, nothing doubled, both seen by a follower', async () => {
  const store = await file.open();
  const streams = { ours: aStream(), theirs: aStream() };
  const last = anEvent();
  const following = followUntil(store, last.id);

  const child = run(process.execPath, [
    '--conditions=source',
    '--import',
    `${here}/../kit/run-typescript.mjs`,
    `${here}/append-in-process.ts`,
    file.path,
    streams.theirs,
    '200',
  ]);
  let done = false;
  const finished = child.finally(() => (done = true));
  let ours = 0;
  while (!done) {
    await store.append(streams.ours, events(1), 'any');
    ours += 1;
  }
  const { stdout } = await finished;
  await store.append(aStream(), [last], 'none');

  const log = await all(store.readAll());
  expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 201 + ours }, (_, i) => BigInt(i + 1)));
  const theirs = log.filter(({ stream }) => stream === streams.theirs);
  expect(theirs.map(({ revision }) => revision)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  expect(theirs.at(-1)?.position).toBe(BigInt(stdout.trim()));
  expect(await following).toEqual(log);
  // Both wrote at the same time: ours stand among theirs.
  const from = log.findIndex(({ stream }) => stream === streams.theirs);
  const to = log.findLastIndex(({ stream }) => stream === streams.theirs);
  expect(log.slice(from, to).map(({ stream }) => stream)).toContain(streams.ours);
});

it('waits for a lock of another process, and appends when it is free', async () => {
  const store = await file.open();
  const holder = new Database(file.path);
  holder.exec('BEGIN IMMEDIATE');
  const [one, other] = [aStream(), aStream()];
  const appending = Promise.all([store.append(one, events(2), 'none'), store.append(other, events(1), 'none')]);
  expect(await all(store.readAll())).toEqual([]);
  // Whoever began later and has less patience meets the lock and gives up.
  const hasty = await file.open({ patienceMs: 40 });
  await expect(hasty.append(aStream(), events(1), 'none')).rejects.toThrow(StoreUnavailable);
  holder.exec('COMMIT');
  holder.close();
  expect(await appending).toEqual([
    { lastRevision: 1, lastPosition: 2n },
    { lastRevision: 0, lastPosition: 3n },
  ]);
});

it('gives up on a lock that is not released, having written nothing, and goes on when it is', async () => {
  const store = await file.open({ patienceMs: 40 });
  const holder = new Database(file.path);
  holder.exec('BEGIN IMMEDIATE');
  const stream = aStream();
  await expect(store.append(stream, events(1), 'none')).rejects.toThrow(StoreUnavailable);
  holder.exec('ROLLBACK');
  holder.close();
  expect(await store.append(stream, events(1), 'none')).toEqual({ lastRevision: 0, lastPosition: 1n });
});

it('waits to open a file that another process has for itself', async () => {
  await (await file.open()).close();
  const holder = new Database(file.path);
  holder.pragma('locking_mode = EXCLUSIVE');
  holder.exec('BEGIN IMMEDIATE');
  const opening = file.open();
  await expect(file.open({ patienceMs: 30 })).rejects.toThrow(StoreUnavailable);
  holder.close();
  expect(await (await opening).head()).toBeNull();
});

it('reads and follows beside a writer when it is open for reading only, and appends nothing', async () => {
  const writer = await file.open();
  const appended = events(3);
  await writer.append(aStream(), appended, 'none');
  const reader = await file.open({ readOnly: true });
  expect(idsOf(await all(reader.readAll()))).toEqual(idsOf(appended));
  await expect(reader.append(aStream(), events(1), 'none')).rejects.toThrow(StoreUnavailable);

  const last = anEvent();
  const following = followUntil(reader, last.id, { after: 3n });
  await writer.append(aStream(), [last], 'none');
  expect(idsOf(await following)).toEqual([last.id]);
});

it('is read by a reader only when no writer is there', async () => {
  const writer = await file.open();
  await writer.append(aStream(), events(3), 'none');
  await writer.close();
  expect(await all((await file.open({ readOnly: true })).readAll())).toHaveLength(3);
});
