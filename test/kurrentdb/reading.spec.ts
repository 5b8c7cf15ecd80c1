import { BACKWARDS, END, FORWARDS, jsonEvent, START } from '@eventstore/db-client';
import {
  collect,
  event,
  events,
  itOnStandIn,
  newStream,
  numbers,
  revisions,
  ServerUnderTest,
} from './server-under-test.js';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await ServerUnderTest.start();
});
afterAll(() => server.stop());

describe('a stream of five', () => {
  const stream = newStream();
  beforeAll(() => server.append(stream, events(5), 'no_stream'));

  it.each([
    ['from the start', {}, [0, 1, 2, 3, 4]],
    ['from a revision, which is included', { fromRevision: 3n }, [3, 4]],
    ['from beyond its end', { fromRevision: 5n }, []],
    ['from the greatest revision there is', { fromRevision: 2n ** 63n - 1n }, []],
    ['at most two', { maxCount: 2 }, [0, 1]],
    ['backwards from its end', { direction: BACKWARDS, fromRevision: END }, [4, 3, 2, 1, 0]],
    ['backwards from a revision, which is included', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from beyond its end', { direction: BACKWARDS, fromRevision: 99n }, [4, 3, 2, 1, 0]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
    ['backwards, at most two', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }, [4, 3]],
  ] as const)('is read %s', async (_, options, found) => {
    expect(numbers(await collect(server.client.readStream(stream, options)))).toEqual(found);
  });

  // What a newer server answers is not known: nothing, or this.
  it.each([
    ['forwards from its end', END],
    ['from a revision that cannot be', 2n ** 64n - 2n],
  ] as const)('is not read %s', async (_, fromRevision) => {
    const read = collect(server.client.readStream(stream, { fromRevision }));
    expect([[], 2]).toContainEqual(await read.catch(({ code }: { code: number }) => code));
  });

  it('keeps what was appended, and says where', async () => {
    const told = jsonEvent({ type: 'Told', data: { umlaut: 'ü', deep: [1, { two: null }] }, metadata: { by: 'x' } });
    const name = newStream();
    const { position } = await server.append(name, told, 'no_stream');
    const [found] = await collect(server.client.readStream(name));
    expect(found).toMatchObject({ id: told.id, type: 'Told', data: told.data, metadata: told.metadata, isJson: true });
    expect(found).toMatchObject({ streamId: name, revision: 0n, position });
  });

  itOnStandIn('says when it took an event by its own clock', async () => {
    const name = newStream();
    server.standIn.setClockAhead(-7_200_000);
    await server.append(name, event(0), 'no_stream').finally(() => server.standIn.setClockAhead(0));
    const [found] = await collect(server.client.readStream(name));
    expect(found?.created.getTime()).toBeLessThan(Date.now() - 3_600_000);
  });
});

it('says that a stream is not there instead of that it is empty', async () => {
  await expect(collect(server.client.readStream(newStream()))).rejects.toMatchObject({ type: 'stream-not-found' });
});

describe('the whole log', () => {
  const stream = newStream();
  let mark = { commit: 0n, prepare: 0n };
  beforeAll(async () => {
    mark = (await server.append(stream, event(0), 'no_stream')).position ?? mark;
    await server.append(stream, [event(1), event(2)], 0n);
    await server.append(`${stream}-other`, event(3), 'no_stream');
    await server.append(stream, event(4), 2n);
  });

  it('is in the order of commits, positions rising', async () => {
    const found = await collect(server.client.readAll({ fromPosition: mark }));
    const ours = found.filter(({ streamId }) => streamId.startsWith(stream));
    expect(numbers(ours)).toEqual([0, 1, 2, 3, 4]);
    const positions = found.map(({ position }) => position?.commit ?? 0n);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('includes the event at a position forwards, and leaves it out backwards', async () => {
    const options = { fromPosition: mark, maxCount: 1 };
    expect(numbers(await collect(server.client.readAll({ ...options, direction: FORWARDS })))).toEqual([0]);
    const [before] = await collect(server.client.readAll({ ...options, direction: BACKWARDS }));
    expect(before?.position?.commit).toBeLessThan(mark.commit);
  });

  it('begins with its newest event backwards from the end', async () => {
    const last = event(5);
    await server.append(stream, last, 3n);
    const newest = await collect(server.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 500 }));
    expect(newest.find(({ streamId }) => streamId === stream)?.id).toBe(last.id);
  });

  it('finds an event of a stream at the position that reading the stream told', async () => {
    const [, second] = await collect(server.client.readStream(stream));
    const [found] = await collect(server.client.readAll({ fromPosition: second?.position, maxCount: 1 }));
    expect(found?.id).toBe(second?.id);
  });

  it('holds events of the server too, but not its epochs', async () => {
    const found = await collect(server.client.readAll({ maxCount: 1000 }));
    const systems = found.filter(({ type }) => type.startsWith('$'));
    expect(systems.length).toBeGreaterThan(0);
    expect(found.filter(({ streamId }) => streamId === '$epoch-information')).toEqual([]);
  });

  it('is not read from a position that no record has', async () => {
    const garbage = { commit: mark.commit + 1n, prepare: mark.prepare + 1n };
    await expect(collect(server.client.readAll({ fromPosition: garbage }))).rejects.toThrow();
  });
});

describe('what metadata hides', () => {
  const hiding = async (metadata: { maxCount?: number; truncateBefore?: number; maxAge?: number }) => {
    const stream = newStream();
    await server.append(stream, events(5), 'no_stream');
    await server.client.setStreamMetadata(stream, metadata);
    return stream;
  };

  it.each([
    ['all but the last of maxCount', { maxCount: 2 }, [3n, 4n]],
    ['what truncateBefore says', { truncateBefore: 1 }, [1n, 2n, 3n, 4n]],
    ['whichever of both hides more', { maxCount: 3, truncateBefore: 4 }, [4n]],
    ['everything', { truncateBefore: 5 }, []],
    ['nothing that is young', { maxAge: 3600 }, [0n, 1n, 2n, 3n, 4n]],
  ])('%s', async (_, metadata, visible) => {
    const stream = await hiding(metadata);
    expect(revisions(await collect(server.client.readStream(stream)))).toEqual(visible);
    const back = await collect(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: END }));
    expect(revisions(back)).toEqual([...visible].reverse());
  });

  it('stays in the log', async () => {
    const stream = newStream();
    const { position } = await server.append(stream, events(5), 'no_stream');
    await server.client.setStreamMetadata(stream, { maxCount: 1 });
    const log = await collect(server.client.readAll({ fromPosition: position, maxCount: 50 }));
    expect(log.filter(({ streamId }) => streamId === stream)).toHaveLength(1); // the position is the last event's
    const [first] = await collect(server.client.readStream(stream));
    expect(first?.revision).toBe(4n);
  });

  itOnStandIn('grows with age', async () => {
    const stream = await hiding({ maxAge: 60 });
    server.standIn.setClockAhead(61_000);
    try {
      expect(await collect(server.client.readStream(stream))).toEqual([]);
    } finally {
      server.standIn.setClockAhead(0);
    }
  });

  it('is nothing where the metadata cannot be read', async () => {
    const stream = newStream();
    await server.append(stream, events(2), 'no_stream');
    await server.append(`$$${stream}`, jsonEvent({ type: '$metadata', data: { $maxCount: 'one' } as never }), 'any');
    expect(await collect(server.client.readStream(stream))).toHaveLength(2);
  });
});

describe('links', () => {
  it('lead to their event, or to none where it is gone', async () => {
    const [stream, links] = [newStream(), newStream()];
    await server.append(stream, events(2), 'no_stream');
    const link = (revision: number) => ({
      ...jsonEvent({ type: '$>', data: {} }),
      contentType: 'application/octet-stream' as const,
      data: Buffer.from(`${revision}@${stream}`),
    });
    await server.client.appendToStream(links, [link(0), link(1)]);
    await server.client.setStreamMetadata(stream, { truncateBefore: 1 });
    const resolved = [];
    for await (const found of server.client.readStream(links, { resolveLinkTos: true })) resolved.push(found);
    expect(resolved[0]?.event).toBeUndefined();
    expect(resolved).toMatchObject([
      { link: { revision: 0n, type: '$>' } },
      { event: { streamId: stream, revision: 1n }, link: { streamId: links, revision: 1n } },
    ]);
    expect(numbers(await collect(server.client.readStream(links)))).toHaveLength(2);
  });
});
