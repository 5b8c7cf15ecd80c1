// A connection that is cut at any statement of an append: the append is there once, or its caller is told that it is unknown.
import { OutcomeUnknown, StoreUnavailable } from '#event-store';
import { all, aStream, events, idsOf, outcomeOf } from '../contract/log-under-test.js';
import { CuttingProxy } from './cutting-proxy.js';
import { OwnDatabase, START_WITHIN_MS } from './own-database.js';

/** Each statement of an append, by a part of its text or its name that the client sends each time. */
const STATEMENTS = ['begin', 'lock', 'state', 'streams', 'events', 'tell', 'commit'];

let database: OwnDatabase;
let proxy: CuttingProxy;
beforeAll(async () => {
  database = await OwnDatabase.make(import.meta.filename);
  await database.open();
  proxy = await CuttingProxy.start(database.url);
}, START_WITHIN_MS);
afterEach(() => {
  proxy.admit();
  return database.closeAll();
});
afterAll(async () => {
  await proxy.stop();
  await database.drop();
});

it.each(STATEMENTS.flatMap((at) => (['before', 'after'] as const).map((when) => [at, when] as const)))(
  'cut at %s, %s the server gets it: each append of the group is there once',
  async (at, when) => {
    const store = await database.open({}, proxy.url);
    const [stream, other] = [aStream(), aStream()];
    await store.append(stream, events(1), 'none');
    const [more, new_] = [events(3), events(2)];
    const before = proxy.cuts;
    proxy.cutAt(at, when);
    const [answer, opened, conflict] = await Promise.all([
      store.append(stream, more, 0),
      store.append(other, new_, 'any'),
      outcomeOf(store.append(stream, events(1), 'none')),
    ]);
    expect(proxy.cuts).toBe(before + 1);
    const read = await all(store.readStream(stream));
    expect(idsOf(read.slice(1))).toEqual(idsOf(more));
    expect(answer).toEqual({ lastRevision: 3, lastPosition: read.at(-1)?.position });
    expect(idsOf(await all(store.readStream(other)))).toEqual(idsOf(new_));
    expect(opened.lastRevision).toBe(1);
    expect(conflict).toBe('WrongExpectedRevision');
  },
);

it('is called unknown where its commit was sent, not answered and cannot be looked up; a repeat finds it', async () => {
  const store = await database.open({ appendPatienceMs: 200 }, proxy.url);
  const stream = aStream();
  await store.append(stream, events(1), 'none');
  const more = events(2);
  proxy.cutAt('commit', 'after', { thenRefuse: true });
  await expect(store.append(stream, more, 0)).rejects.toThrow(OutcomeUnknown);
  proxy.admit();
  const answer = await store.append(stream, more, 0);
  const read = await all(store.readStream(stream));
  expect(idsOf(read.slice(1))).toEqual(idsOf(more));
  expect(answer).toEqual({ lastRevision: 2, lastPosition: read.at(-1)?.position });
});

it('is called not written where its commit was never sent, and it is not', async () => {
  const store = await database.open({ appendPatienceMs: 200 }, proxy.url);
  const stream = aStream();
  await store.append(stream, events(1), 'none');
  proxy.cutAt('state', 'after', { thenRefuse: true });
  const refused = await store.append(stream, events(1), 0).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StoreUnavailable);
  expect(String(refused)).not.toContain('rapport:rapport');
  proxy.admit();
  expect(await all(store.readStream(stream))).toHaveLength(1);
});
