import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startStandIn } from './stand-in.js';

it('serves the real client: append, read, read all, subscribe', async () => {
  const server = await startStandIn();
  const client = EventStoreDBClient.connectionString(server.url);
  const event = (n: number) => jsonEvent({ type: 'Happened', data: { n }, metadata: { by: 'x' } });
  const first = await client.appendToStream('s', [event(0), event(1)], { expectedRevision: 'no_stream' });
  expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
  const read = [];
  for await (const { event } of client.readStream('s')) read.push(event);
  expect(read).toMatchObject([
    { revision: 0n, data: { n: 0 }, metadata: { by: 'x' } },
    { revision: 1n, data: { n: 1 } },
  ]);
  const all = [];
  for await (const { event } of client.readAll()) all.push(event?.position?.commit);
  expect(all.at(-1)).toBe(first.position?.commit);
  const subscription = client.subscribeToAll();
  const caughtUp = new Promise((resolve) => subscription.once('caughtUp', resolve));
  const seen: unknown[] = [];
  subscription.on('data', ({ event }) => seen.push(event?.data));
  await caughtUp;
  await client.appendToStream('s', event(2), { expectedRevision: 1n });
  while (seen.length < 3) await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  await subscription.unsubscribe();
  await client.dispose();
  await server.stop();
});
