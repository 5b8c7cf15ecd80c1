import { StoreUnavailable, type EventStore } from '#event-store';
import { all, aStream, anEvent, events, followUntil, idsOf, mark, type Opened } from './log-under-test.js';

/** How many events `writeMuch` appends. */
const MUCH = 4 * 39 + 1;

/** Four writers appending one to three events at a time, then one event more to tell that they are done. */
async function writeMuch(store: EventStore, lastId: string): Promise<void> {
  const stream = aStream();
  const writer = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) await store.append(stream, events(1 + (i % 3)), 'any');
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
  await store.append(stream, [anEvent({ id: lastId })], 'any');
}

export function followContract(at: Opened): void {
  it.each([1, 7, undefined])(
    'shows followers from the start, the middle and the end every event once while it is appended, batches of %p',
    async (batchSize) => {
      const from = await mark(at.store);
      const early = await at.store.append(aStream(), events(30), 'none');
      const { id } = anEvent();
      const options = batchSize === undefined ? {} : { batchSize };

      const starting = followUntil(at.store, id, { ...from, ...options });
      const ending = followUntil(at.store, id, { after: early.lastPosition, ...options });
      const [middle] = await all(at.store.readAll({ ...from, limit: 1 }));
      const amid = followUntil(at.store, id, { after: middle?.position ?? 0n, ...options });
      await writeMuch(at.store, id);

      const log = await all(at.store.readAll(from));
      expect(log).toHaveLength(30 + MUCH);
      expect(await starting).toEqual(log);
      expect(await amid).toEqual(log.slice(1));
      expect(await ending).toEqual(log.slice(30));
    },
  );

  it('begins among appends under way without gap or double', async () => {
    const from = await mark(at.store);
    const { id } = anEvent();
    const writing = writeMuch(at.store, id);
    const followers: ReturnType<typeof followUntil>[] = [];
    for (let i = 0; i < 10; i += 1) {
      await at.store.append(aStream(), events(1), 'none');
      followers.push(followUntil(at.store, id, from));
    }
    await writing;
    const log = await all(at.store.readAll(from));
    const upToLast = log.slice(0, idsOf(log).indexOf(id) + 1);
    for (const follower of followers) expect((await follower).slice(0, upToLast.length)).toEqual(upToLast);
  });

  it('waits for the first event of all and shows it', async () => {
    const from = await mark(at.store);
    const event = anEvent();
    const following = followUntil(at.store, event.id, from);
    await at.store.append(aStream(), [event], 'none');
    expect(idsOf(await following)).toEqual([event.id]);
  });

  it('goes at the pace of a slow reader, and loses nothing', async () => {
    const from = await mark(at.store);
    const stream = aStream();
    const appended = events(10);
    const done = new AbortController();
    const seen: string[] = [];
    for (const event of appended.slice(0, 5)) await at.store.append(stream, [event], 'any');
    for await (const batch of at.store.follow({ ...from, batchSize: 2, signal: done.signal })) {
      seen.push(...idsOf(batch));
      if (seen.length === 2) for (const event of appended.slice(5)) await at.store.append(stream, [event], 'any');
      if (seen.length === 10) done.abort();
    }
    expect(seen).toEqual(idsOf(appended));
  });

  it('ends when its signal aborts while it waits', async () => {
    const from = await mark(at.store);
    const done = new AbortController();
    const following = all(at.store.follow({ ...from, signal: done.signal }));
    await at.store.append(aStream(), events(1), 'none');
    setImmediate(() => done.abort());
    expect((await following).length).toBeLessThanOrEqual(1);
  });

  it('ends at once when its signal has aborted before', async () => {
    await at.store.append(aStream(), events(3), 'none');
    expect(await all(at.store.follow({ signal: AbortSignal.abort() }))).toEqual([]);
  });

  it('shows nothing after its signal aborted, although more is at hand', async () => {
    const from = await mark(at.store);
    await at.store.append(aStream(), events(6), 'none');
    const done = new AbortController();
    let seen = 0;
    for await (const batch of at.store.follow({ ...from, batchSize: 2, signal: done.signal })) {
      seen += batch.length;
      done.abort();
    }
    expect(seen).toBe(2);
  });

  it('shows nothing when its signal aborts while it is reading', async () => {
    const from = await mark(at.store);
    await at.store.append(aStream(), events(2), 'none');
    const done = new AbortController();
    const reading = all(at.store.follow({ ...from, signal: done.signal }));
    done.abort();
    expect(await reading).toEqual([]);
  });

  it('may be left by break, and others follow on', async () => {
    const from = await mark(at.store);
    const appended = events(4);
    await at.store.append(aStream(), appended, 'none');
    const { signal } = new AbortController();
    for await (const _ of at.store.follow({ ...from, batchSize: 1, signal })) break;
    expect(idsOf(await followUntil(at.store, appended[3]?.id ?? '', from))).toEqual(idsOf(appended));
  });

  it('fails when the store is closed under it: it never ends silently', async () => {
    const from = await mark(at.store);
    const { signal } = new AbortController();
    const following = all(at.store.follow({ ...from, signal }));
    following.catch(() => undefined);
    await at.store.append(aStream(), events(1), 'none');
    await at.store.close();
    await expect(following).rejects.toThrow(StoreUnavailable);
  });

  it('shows whole appends to whoever reads meanwhile', async () => {
    const stream = aStream();
    let writing = true;
    const write = async (): Promise<void> => {
      for (let i = 0; i < 20; i += 1) await at.store.append(stream, events(5), 'any');
      writing = false;
    };
    const lengths = new Set<number>();
    const read = async (): Promise<void> => {
      while (writing) lengths.add((await all(at.store.readStream(stream))).length);
    };
    await Promise.all([write(), read(), read()]);
    expect([...lengths].filter((length) => length % 5 !== 0)).toEqual([]);
    // Some of them came amid the writing.
    expect([...lengths].filter((length) => length > 0 && length < 100)).not.toEqual([]);
    expect(await all(at.store.readStream(stream))).toHaveLength(100);
  });
}
