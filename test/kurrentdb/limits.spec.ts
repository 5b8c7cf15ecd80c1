import { binaryEvent, type EventData } from '@eventstore/db-client';
import { limitsOf, type Limits } from './limits.js';
import { collect, event, newStream, ServerUnderTest } from './server-under-test.js';

const MIB = 1024 * 1024;

/** An event that a server counts as this many bytes. */
const sized = (bytes: number, metadata?: Uint8Array): EventData =>
  binaryEvent({ type: 'Sized', data: new Uint8Array(bytes - 2 * 'Sized'.length - (metadata?.length ?? 0)), metadata });

// A real server may be configured to any limits, so these are tried on our own only.
let server: ServerUnderTest;
const start = async (version: string, limits?: Partial<Limits>) => {
  server = await ServerUnderTest.startStandIn({ serverVersion: version, limits });
};
afterEach(() => server.stop());

describe.each(['batch', 'call'] as const)('appending by %s', (by) => {
  it.each(['22.10.3', '24.10.0', '25.0.0'])('%s takes 1 MiB and not a byte more', async (version) => {
    await start(version);
    const stream = newStream();
    expect(await server.append(stream, sized(MIB), 'no_stream', by)).toMatchObject({ success: true });
    await expect(server.append(stream, sized(MIB + 1), 0n, by)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: MIB,
    });
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });

  it('25.1 takes more', async () => {
    await start('25.1.0');
    expect(await server.append(newStream(), [sized(MIB), sized(MIB)], 'no_stream', by)).toMatchObject({
      nextExpectedRevision: 1n,
    });
  });

  it('counts data, metadata and types of all events of an append together', async () => {
    await start('24.10.0', { appendBytes: 1000 });
    const append = (last: number) =>
      server.append(newStream(), [sized(400, new Uint8Array(100)), sized(300), sized(last)], 'no_stream', by);
    expect(await append(300)).toMatchObject({ nextExpectedRevision: 2n });
    await expect(append(301)).rejects.toMatchObject({ maxAppendSize: 1000 });
  });

  it('refuses an event over a limit of its own with details that this client does not know', async () => {
    await start('25.1.0', { eventBytes: 1000 });
    const stream = newStream();
    expect(await server.append(stream, [sized(1000), sized(1000)], 'no_stream', by)).toMatchObject({ success: true });
    await expect(server.append(stream, sized(1001), 1n, by)).rejects.toMatchObject({ type: 'unknown' });
  });

  it.each([
    ['an id of zeros', event(0, '00000000-0000-0000-0000-000000000000')],
    ['an id that is no UUID', event(0, 'first')],
    ['no type', event(0, undefined, '')],
  ])('refuses %s, and goes on', async (_, malformed) => {
    await start('24.10.0');
    const stream = newStream();
    await expect(server.append(stream, malformed, 'no_stream', by)).rejects.toMatchObject({ type: 'unknown' });
    expect(await server.append(stream, event(0), 'no_stream', by)).toMatchObject({ nextExpectedRevision: 0n });
  });
});

it('puts an append together that comes in several messages', async () => {
  await start('25.1.0');
  const stream = newStream();
  const options = { expectedRevision: 'no_stream', batchAppendSize: 1000 } as const;
  const many = Array.from({ length: 20 }, () => sized(400));
  const both = await Promise.all([
    server.client.appendToStream(stream, many, options),
    server.client.appendToStream(newStream(), many, options),
  ]);
  expect(both.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual([19n, 19n]);
});

it('has a hundred calls at once on a connection; the next one waits for room', async () => {
  await start('24.10.0', { callsPerConnection: 5 });
  const stream = newStream();
  await server.append(stream, event(0), 'no_stream'); // the batch stream is one of the five
  const subscriptions = [1, 2, 3, 4].map(() => server.client.subscribeToAll());
  await Promise.all(subscriptions.map((open) => new Promise((resolve) => open.once('confirmation', resolve))));
  let room = false;
  const read = collect(server.client.readStream(stream)).then(() => room);
  await server.append(stream, event(1), 0n); // goes through meanwhile, in the stream that is open
  room = true;
  // From the server's side: where a client gives a call up, this server counts it a moment longer than the client.
  server.standIn.endSubscriptions();
  expect(await read).toBe(true);
});

it('knows what each version takes', () => {
  expect(limitsOf('25.0.1')).toMatchObject({ appendBytes: MIB, eventBytes: Infinity, callsPerConnection: 100 });
  expect(limitsOf('25.1.0')).toMatchObject({ appendBytes: 256 * MIB, eventBytes: 16 * MIB });
  expect(limitsOf('26.0.0')).toMatchObject({ appendBytes: 256 * MIB, eventBytes: 16 * MIB });
  expect([limitsOf('23.6.0').saysCaughtUp, limitsOf('23.10.0').saysCaughtUp]).toEqual([false, true]);
});
