import type { StoredEvent } from '#event-store';
import { all, aStream, events, idsOf, mark, type Opened } from './log-under-test.js';

/** Three streams, appended to in turn; what was appended, in order. */
async function fill(at: Opened): Promise<string[]> {
  const streams = [aStream(), aStream(), aStream()];
  const appended: string[] = [];
  for (let i = 0; i < 10; i += 1) {
    const next = events(1 + (i % 3));
    await at.store.append(streams[i % 3] ?? '', next, 'any');
    appended.push(...idsOf(next));
  }
  return appended;
}

const sizes = async (batches: AsyncIterable<readonly StoredEvent[]>): Promise<number[]> => {
  const seen: number[] = [];
  for await (const batch of batches) seen.push(batch.length);
  return seen;
};

export function readContract(at: Opened): void {
  it('reads a stream from any revision to its end, in order', async () => {
    const stream = aStream();
    const appended = events(12);
    await at.store.append(stream, appended, 'none');
    for (const fromRevision of [0, 1, 7, 11, 12, 100]) {
      const read = await all(at.store.readStream(stream, { fromRevision }));
      expect(idsOf(read)).toEqual(idsOf(appended.slice(fromRevision)));
    }
  });

  it('reads nothing from a stream that does not exist', async () => {
    expect(await all(at.store.readStream(aStream()))).toEqual([]);
  });

  it('reads a stream longer than a batch whole', async () => {
    const stream = aStream();
    const appended = events(1203);
    for (let i = 0; i < appended.length; i += 401) await at.store.append(stream, appended.slice(i, i + 401), 'any');
    expect(idsOf(await all(at.store.readStream(stream)))).toEqual(idsOf(appended));
  });

  it('reads the log in commit order, positions rising', async () => {
    const from = await mark(at.store);
    const appended = await fill(at);
    const read = await all(at.store.readAll(from));
    expect(idsOf(read)).toEqual(appended);
    for (const [i, event] of read.entries()) {
      if (i > 0) expect(event.position).toBeGreaterThan(read[i - 1]?.position ?? 0n);
    }
    expect(await at.store.head()).toBe(read.at(-1)?.position);
  });

  it('reads on after any position, without the event that stands there', async () => {
    const from = await mark(at.store);
    await fill(at);
    const read = await all(at.store.readAll(from));
    for (const [i, { position }] of read.entries()) {
      expect(await all(at.store.readAll({ after: position }))).toEqual(read.slice(i + 1));
    }
  });

  it('reads the log backwards: the same events the other way round', async () => {
    const from = await mark(at.store);
    await fill(at);
    const read = await all(at.store.readAll(from));
    const backwards = await all(at.store.readAll({ backwards: true, limit: read.length }));
    expect(backwards).toEqual(read.toReversed());

    const middle = read[8];
    const earlier = await all(at.store.readAll({ backwards: true, after: middle?.position ?? 0n, limit: 5 }));
    expect(earlier).toEqual(read.slice(3, 8).toReversed());
  });

  it.each([0, 1, 7, 19, 500])('reads at most %d events', async (limit) => {
    const from = await mark(at.store);
    const appended = await fill(at);
    expect(idsOf(await all(at.store.readAll({ ...from, limit })))).toEqual(appended.slice(0, limit));
    expect(idsOf(await all(at.store.readAll({ backwards: true, limit: Math.min(limit, 19) })))).toEqual(
      appended.toReversed().slice(0, limit),
    );
  });

  it.each([1, 2, 7, 19, 20, 5000])(
    'reads in batches of at most %d, none empty, and every event once',
    async (batchSize) => {
      const from = await mark(at.store);
      const appended = await fill(at);
      expect(idsOf(await all(at.store.readAll({ ...from, batchSize })))).toEqual(appended);
      const seen = await sizes(at.store.readAll({ ...from, batchSize }));
      expect(Math.max(...seen)).toBeLessThanOrEqual(batchSize);
      expect(Math.min(...seen)).toBeGreaterThan(0);
      expect(await sizes(at.store.readAll({ ...from, batchSize, limit: 3 }))).toHaveLength(Math.ceil(3 / batchSize));
    },
  );

  it('may be left early and begun again', async () => {
    const from = await mark(at.store);
    const appended = await fill(at);
    for await (const batch of at.store.readAll({ ...from, batchSize: 2 })) {
      expect(idsOf(batch)).toEqual(appended.slice(0, 2));
      break;
    }
    expect(idsOf(await all(at.store.readAll(from)))).toEqual(appended);
  });

  it('comes to an end while others go on appending', async () => {
    const from = await mark(at.store);
    await fill(at);
    const stream = aStream();
    let read = 0;
    for await (const batch of at.store.readAll({ ...from, batchSize: 1 })) {
      read += batch.length;
      await at.store.append(stream, events(2), 'any');
    }
    expect(read).toBe(19);
  });

  it('gives each reader objects of his own', async () => {
    const stream = aStream();
    const data = { list: [1, 2] };
    const [event] = events(1);
    await at.store.append(stream, [{ ...event!, data }], 'none');
    data.list.push(3);
    const [first] = await all(at.store.readStream(stream));
    (first?.data.list as number[]).push(4);
    const [second] = await all(at.store.readStream(stream));
    expect(second?.data).toEqual({ list: [1, 2] });
  });

  it.each([{ batchSize: 0 }, { batchSize: 1.5 }, { limit: -1 }, { limit: NaN }])('refuses %j', async (options) => {
    await expect(all(at.store.readAll(options))).rejects.toThrow(RangeError);
  });
}
