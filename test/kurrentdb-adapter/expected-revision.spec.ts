// What an append answers, by what it expects and by how the stream stands.
import { StreamDeleted, type EventStore, type ExpectedRevision } from '#event-store';
import { all, aStream, events, idsOf, outcomeOf } from '../contract/log-under-test.js';
import { OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
let store: EventStore;
beforeAll(async () => {
  on = await OnStandIn.start();
  store = on.store({});
});
afterAll(() => on.dispose());

type Standing = 'never existed' | 'last is 2' | 'soft-deleted' | 'tombstoned';

async function streamThat(standing: Standing): Promise<string> {
  const stream = aStream();
  if (standing !== 'never existed') await store.append(stream, events(3), 'none');
  if (standing === 'soft-deleted') on.server.database.delete(stream, 'any');
  if (standing === 'tombstoned') on.server.database.tombstone(stream, 'any');
  return stream;
}

it.each<[ExpectedRevision, Standing, number | string]>([
  ['any', 'never existed', 0],
  ['any', 'last is 2', 3],
  ['any', 'soft-deleted', 3],
  ['any', 'tombstoned', 'StreamDeleted'],
  ['none', 'never existed', 0],
  ['none', 'last is 2', 'WrongExpectedRevision'],
  ['none', 'soft-deleted', 3],
  ['none', 'tombstoned', 'StreamDeleted'],
  [2, 'never existed', 'WrongExpectedRevision'],
  [2, 'last is 2', 3],
  [2, 'soft-deleted', 3],
  [2, 'tombstoned', 'StreamDeleted'],
  [1, 'never existed', 'WrongExpectedRevision'],
  [1, 'last is 2', 'WrongExpectedRevision'],
  [1, 'soft-deleted', 'WrongExpectedRevision'],
  [1, 'tombstoned', 'StreamDeleted'],
  [3, 'never existed', 'WrongExpectedRevision'],
  [3, 'last is 2', 'WrongExpectedRevision'],
  [3, 'soft-deleted', 'WrongExpectedRevision'],
  [3, 'tombstoned', 'StreamDeleted'],
])('expected %p on a stream that %s: %p', async (expected, standing, wanted) => {
  const stream = await streamThat(standing);
  const appended = events(1);
  const outcome = await outcomeOf(store.append(stream, appended, expected));
  expect(typeof outcome === 'string' ? outcome : outcome.lastRevision).toBe(wanted);
  if (typeof wanted === 'number')
    expect(await store.append(stream, appended, wanted === 0 ? 'none' : wanted - 1)).toEqual(outcome);
});

it('does not take what comes after a soft deletion for the whole stream', async () => {
  const stream = await streamThat('soft-deleted');
  const read = () => all(store.readStream(stream));
  await expect(read()).rejects.toThrow(StreamDeleted);
  await expect(all(store.readStream(stream, { fromRevision: 3 }))).rejects.toThrow(StreamDeleted);
  expect(await store.append(stream, events(2), 'none')).toMatchObject({ lastRevision: 4 });
  await expect(read()).rejects.toThrow('has lost its events before revision 3');
});

it('says of a tombstoned stream that it is gone, to readers too', async () => {
  const stream = await streamThat('tombstoned');
  await expect(all(store.readStream(stream))).rejects.toThrow(StreamDeleted);
});

it('appends anywhere also where retention hides what the stream holds', async () => {
  const stream = await streamThat('last is 2');
  const hideAll = { id: 'b0a1de2c-8d1e-4b8e-9d4a-0d4f1a2b3c4d', type: '$metadata', contentType: 'application/json' };
  const metadata = { ...hideAll, data: Buffer.from('{"$tb":3}'), metadata: new Uint8Array() };
  on.server.database.append(`$$${stream}`, 'any', [metadata]);
  await expect(all(store.readStream(stream))).rejects.toThrow(StreamDeleted);
  expect(await store.append(stream, events(1), 'any')).toMatchObject({ lastRevision: 3 });
});

it('leaves out what is the server’s own of the log, and of its end', async () => {
  const on = await OnStandIn.start();
  const store = on.store();
  expect(await store.head()).toBeNull();
  const appended = events(3);
  const { lastPosition } = await store.append(aStream(), appended, 'none');
  const gone = aStream();
  await store.append(gone, events(1), 'none');
  // The first of these is hidden by the metadata written with it, which stand in the log as many events.
  for (let i = 0; i < 40; i += 1) on.server.database.delete(gone, 'any');

  const log = await all(store.readAll());
  expect(idsOf(log).slice(0, 3)).toEqual(idsOf(appended));
  expect(log).toHaveLength(4);
  expect(await store.head()).toBe(log[3]?.position);
  expect(log[2]?.position).toBe(lastPosition);
  expect(await all(store.readAll({ backwards: true }))).toEqual(log.toReversed());
  await on.dispose();
});
