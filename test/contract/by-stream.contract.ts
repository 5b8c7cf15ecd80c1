import type { StoredEvent } from '#event-store';
import { all, aStream, events, idsOf, type Opened } from './log-under-test.js';

/** Streams of 1 to 5 events, appended to in turn; the ids of each, in order. */
async function fill({ store }: Opened): Promise<Map<string, string[]>> {
  const streams = new Map(Array.from({ length: 5 }, (): [string, string[]] => [aStream(), []]));
  for (let round = 0; round < 5; round += 1)
    for (const [stream, ids] of [...streams].slice(round)) {
      const next = events(1);
      await store.append(stream, next, 'any');
      ids.push(...idsOf(next));
    }
  return streams;
}

/** The ids by stream, only of these streams: others may have written to the log before. Fails where one is torn. */
function byStream(read: readonly StoredEvent[], wanted: ReadonlyMap<string, unknown>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let last = '';
  for (const { stream, id } of read) {
    if (stream !== last && found.has(stream)) throw new Error(`${stream} is torn`);
    last = stream;
    if (wanted.has(stream)) found.set(stream, [...(found.get(stream) ?? []), id]);
  }
  return found;
}

export function byStreamContract(at: Opened): void {
  it('reads every stream whole, one after another', async () => {
    const streams = await fill(at);
    expect(byStream(await all(at.store.readByStream()), streams)).toEqual(streams);
  });

  it('leaves out what was committed after the position asked for, and what is committed meanwhile', async () => {
    const streams = await fill(at);
    const read = await all(at.store.readByStream());
    const longest = [...streams.keys()].at(-1);
    const third = read.filter(({ stream }) => stream === longest)[2]!;
    const until = await all(at.store.readByStream({ upTo: third.position }));
    expect(until.filter(({ stream }) => stream === longest)).toHaveLength(3);
    expect(until.every(({ position }) => position <= third.position)).toBe(true);
    expect(await all(at.store.readByStream({ upTo: 0n }))).toEqual([]);

    let seen = 0;
    for await (const batch of at.store.readByStream()) {
      if (seen === 0) await at.store.append(aStream(), events(3), 'none');
      seen += batch.length;
    }
    expect(seen).toBe(read.length);
  });

  it('shares the log out: each stream whole in one share, the same each time', async () => {
    const streams = await fill(at);
    const shares = await Promise.all(
      [0, 1, 2].map(async (index) => byStream(await all(at.store.readByStream({ share: { index, of: 3 } })), streams)),
    );
    expect(new Map(shares.flatMap((share) => [...share]))).toEqual(streams);
    expect(shares.reduce((sum, { size }) => sum + size, 0)).toBe(streams.size);
    const again = await all(at.store.readByStream({ share: { index: 1, of: 3 } }));
    expect(byStream(again, streams)).toEqual(shares[1]);
  });

  it('reads a stream longer than a batch whole', async () => {
    const stream = aStream();
    const appended = events(2403);
    for (let i = 0; i < appended.length; i += 801) await at.store.append(stream, appended.slice(i, i + 801), 'any');
    await fill(at);
    const read = byStream(await all(at.store.readByStream()), new Map([[stream, null]]));
    expect(read.get(stream)).toEqual(idsOf(appended));
  });
}
