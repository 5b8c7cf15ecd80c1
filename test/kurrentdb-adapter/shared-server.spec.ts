// A server that others use, too, and where an operator deleted streams: what is ours goes on.
import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { StreamDeleted } from '#event-store';
import { listParked } from '#read-models';
import { checkIn, listed, open } from '../damage/on-each-database.js';
import { temporaryFolder } from '../kit/deployment.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';

let server: StandIn;
let client: EventStoreDBClient;
beforeAll(async () => {
  server = await startStandIn();
  client = EventStoreDBClient.connectionString(server.url);
});
afterAll(async () => {
  await client.dispose();
  await server.stop();
});

let logs = 0;

/** A log of its own on the server, as one start after the other finds it. */
function aLog() {
  const prefix = `log-${(logs += 1)}-`;
  const folder = temporaryFolder();
  const storage: StorageSettings = { dataDir: folder.path, eventStoreUrl: server.url, eventStorePrefix: prefix };
  return {
    prefix,
    async within<T>(act: (opened: Deployment) => Promise<T>, settings = storage): Promise<T> {
      const opened = await openDeployment(settings);
      return act(opened).finally(() => opened.close());
    },
    /** The views from nothing. */
    rebuilt: (opened: Deployment) => opened.projector.catchUp().then(() => listed(opened)),
    forget: () => folder.remove(),
    storage,
  };
}

/** What another application writes: no JSON, our types with other contents, and names that look like ours. */
async function strangers(prefix: string): Promise<void> {
  const bytes = binaryEvent({ type: 'Bytes', data: Buffer.from([0, 255, 1]) });
  for (const stream of ['orders-1', `${prefix}orders-1`, `${prefix}logistics`])
    await client.appendToStream(stream, [
      bytes,
      jsonEvent({ type: 'CheckInHeld', data: { customerId: 7 } }),
      jsonEvent({ type: 'RelationshipOpened', data: {} }),
    ]);
}

const parked = async ({ db }: Deployment) =>
  (await listParked(db, 100)).map(({ customerId, reason }) => [customerId, reason]);

describe('events of other applications', () => {
  it('are passed over and counted, before, between and after ours', async () => {
    const log = aLog();
    await strangers(log.prefix);
    await log.within(async (opened) => {
      await open(opened, 'a');
      await strangers(log.prefix);
      await checkIn(opened, 'a');
      await strangers(log.prefix);
      expect(await log.rebuilt(opened)).toEqual({ a: 2 });
      expect(await parked(opened)).toEqual([]);
      expect(opened.store.passedOver).toBeGreaterThanOrEqual(18);
      const backwards = [];
      for await (const batch of opened.store.readAll({ backwards: true, limit: 2 })) backwards.push(...batch);
      expect(backwards.map(({ type }) => type)).toEqual(['CheckInHeld', 'RelationshipOpened']);
    });
    log.forget();
  });

  it('do not reach a follower: the server passes over them', async () => {
    const log = aLog();
    await log.within(async (opened) => {
      await strangers(log.prefix);
      await open(opened, 'a');
      opened.projector.start();
      await strangers(log.prefix);
      await checkIn(opened, 'a');
      expect(await opened.projector.waitFor((await opened.store.head()) ?? 0n, 10_000)).toBe(true);
      expect(opened.projector.stuckOn).toBeNull();
      expect(await listed(opened)).toEqual({ a: 2 });
    });
    log.forget();
  });
});

it('two logs on one server know nothing of each other, and a log from before goes on without a prefix', async () => {
  const [one, other] = [aLog(), aLog()];
  const folder = temporaryFolder();
  const before = { dataDir: folder.path, eventStoreUrl: server.url };
  await one.within((opened) => open(opened, 'a'));
  await other.within((opened) => open(opened, 'a', 'b'));
  await one.within((opened) => open(opened, 'c'), before);
  expect(await one.within(one.rebuilt)).toEqual({ a: 1 });
  expect(await other.within(other.rebuilt)).toEqual({ a: 1, b: 1 });
  expect(await one.within(one.rebuilt, before)).toEqual({ c: 1 });
  for (const { forget } of [one, other]) forget();
  folder.remove();
});

describe('a stream of ours that somebody', () => {
  const deletions: readonly [string, (stream: string) => Promise<unknown>][] = [
    ['deleted for good', (stream) => client.tombstoneStream(stream)],
    ['deleted', (stream) => client.deleteStream(stream)],
  ];
  const cutOff = (stream: string) => client.setStreamMetadata(stream, { truncateBefore: 1 });

  it.each(deletions)('%s is parked alone, and nothing is recorded for it', async (_, remove) => {
    const log = aLog();
    await log.within(async (opened) => {
      await open(opened, 'a', 'gone', 'b');
      for (const customerId of ['a', 'gone', 'b']) await checkIn(opened, customerId);
    });
    await remove(`${log.prefix}relationship-gone`);
    await log.within(async (opened) => {
      expect(await log.rebuilt(opened)).toEqual({ a: 2, b: 2 });
      expect(await parked(opened)).toEqual(expect.arrayContaining([['gone', 'STREAM_DELETED']]));
      expect((await parked(opened)).map(([customerId]) => customerId)).toEqual(['gone', 'gone']);
      const position = await opened.store.head();
      await expect(checkIn(opened, 'gone')).rejects.toThrow(StreamDeleted);
      await expect(open(opened, 'gone')).rejects.toThrow(StreamDeleted);
      expect(await opened.store.head()).toBe(position);
      await checkIn(opened, 'a');
      await opened.projector.catchUp();
      expect(await listed(opened)).toEqual({ a: 3, b: 2 });
    });
    log.forget();
  });

  it('cut off at its beginning is not taken for a whole one', async () => {
    const log = aLog();
    await log.within(async (opened) => {
      await open(opened, 'gone');
      await checkIn(opened, 'gone');
    });
    await cutOff(`${log.prefix}relationship-gone`);
    await log.within(async (opened) => {
      await expect(opened.log.timelineOf('gone')).rejects.toThrow('has lost its events before revision 1');
      await expect(checkIn(opened, 'gone')).rejects.toThrow(StreamDeleted);
    });
    log.forget();
  });

  it.each([...deletions, ['cut off', cutOff] as const])(
    '%s is named by a read of whole streams, which goes on',
    async (_, remove) => {
      const log = aLog();
      await log.within(async (opened) => {
        await open(opened, 'a', 'gone', 'b');
        await checkIn(opened, 'gone');
        await remove(`${log.prefix}relationship-gone`);
        const [read, deleted]: [string[], string[]] = [[], []];
        for await (const batch of opened.store.readByStream({ deleted: (stream) => deleted.push(stream) }))
          read.push(...batch.map(({ stream }) => stream).filter((stream) => stream.startsWith('relationship-')));
        expect([read.sort(), deleted]).toEqual([['relationship-a', 'relationship-b'], ['relationship-gone']]);
        const strict = async () => {
          for await (const batch of opened.store.readByStream()) expect(batch).toBeDefined();
        };
        await expect(strict()).rejects.toThrow(StreamDeleted);
      });
      log.forget();
    },
  );
});
