import { collect, event, events, newStream, numbers, revisions, ServerUnderTest } from './server-under-test.js';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await ServerUnderTest.start();
});
afterAll(() => server.stop());

const read = (stream: string) => collect(server.client.readStream(stream));
const wrong = { type: 'wrong-expected-version' };
const notFound = { type: 'stream-not-found' };
const deleted = { type: 'stream-deleted' };

describe('a soft deletion', () => {
  it('hides the stream', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    expect(await server.client.deleteStream(stream)).toMatchObject({
      position: { commit: expect.any(BigInt) as bigint },
    });
    await expect(read(stream)).rejects.toMatchObject(notFound);
  });

  it('lets the stream begin again after what it held', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    await server.client.deleteStream(stream);
    await server.append(stream, [event(7), event(8)], 'no_stream');
    const again = await read(stream);
    expect([numbers(again), revisions(again)]).toEqual([
      [7, 8],
      [3n, 4n],
    ]);
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
  });

  it('takes the rest of the metadata with it', async () => {
    const stream = newStream();
    await server.append(stream, event(0), 'no_stream');
    await server.client.setStreamMetadata(stream, { maxCount: 5 });
    await server.client.deleteStream(stream);
    await server.append(stream, event(1), 'any');
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 1 });
  });

  it('ends where metadata is set, which keeps what was hidden hidden', async () => {
    const stream = newStream();
    await server.append(stream, events(2), 'no_stream');
    await server.client.deleteStream(stream);
    await server.client.setStreamMetadata(stream, { maxCount: 5 });
    expect(await read(stream)).toEqual([]);
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 5, truncateBefore: 2 });
    await server.append(stream, event(9), 1n);
    expect(numbers(await read(stream))).toEqual([9]);
  });

  it('ends even with an append of nothing', async () => {
    const stream = newStream();
    await server.append(stream, events(2), 'no_stream');
    await server.client.deleteStream(stream);
    await server.append(stream, [], 1n);
    expect(await read(stream)).toEqual([]);
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 2 });
  });

  it('can be repeated', async () => {
    const stream = newStream();
    await server.append(stream, events(2), 'no_stream');
    await server.client.deleteStream(stream);
    expect(await server.client.deleteStream(stream, { expectedRevision: 1n })).toHaveProperty('position');
  });

  it('is refused where the stream never existed, or is at another revision', async () => {
    const [never, stream] = [newStream(), newStream()];
    await expect(server.client.deleteStream(never)).rejects.toMatchObject({
      ...wrong,
      actualVersion: -1n,
      streamName: never,
    });
    await server.append(stream, events(3), 'no_stream');
    await expect(server.client.deleteStream(stream, { expectedRevision: 1n })).rejects.toMatchObject({
      ...wrong,
      expectedVersion: 1n,
      actualVersion: 2n,
    });
    expect(await server.client.deleteStream(stream, { expectedRevision: 2n })).toHaveProperty('position');
  });
});

describe('a tombstone', () => {
  it('ends the stream for good', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    await server.client.tombstoneStream(stream);
    await expect(read(stream)).rejects.toMatchObject({ ...deleted, streamName: stream });
    await expect(server.client.deleteStream(stream)).rejects.toMatchObject(deleted);
    await expect(server.client.tombstoneStream(stream)).rejects.toMatchObject(deleted);
  });

  it('can stand on a stream that never existed', async () => {
    const stream = newStream();
    await server.client.tombstoneStream(stream);
    await expect(server.append(stream, event(0), 'any')).rejects.toMatchObject(deleted);
  });

  it('is refused at another revision', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    await expect(server.client.tombstoneStream(stream, { expectedRevision: 3n })).rejects.toMatchObject({
      ...wrong,
      expectedVersion: 3n,
      actualVersion: 2n,
    });
  });
});

it('leaves deleted events and the tombstone itself in the log', async () => {
  const [soft, hard] = [newStream(), newStream()];
  const { position } = await server.append(soft, event(1), 'no_stream');
  await server.append(hard, event(2), 'no_stream');
  await server.client.deleteStream(soft);
  await server.client.tombstoneStream(hard);
  const log = await collect(server.client.readAll({ fromPosition: position }));
  const ours = log.filter(({ streamId }) => streamId.endsWith(soft) || streamId === hard);
  expect(ours.map(({ streamId, type, revision }) => [streamId, type, revision])).toEqual([
    [soft, 'Happened', 0n],
    [hard, 'Happened', 0n],
    [`$$${soft}`, '$metadata', 0n],
    [hard, '$streamDeleted', 2n ** 63n - 1n],
  ]);
});
