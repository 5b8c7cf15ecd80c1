// A follower sees everything once and in order, whatever becomes of its subscription.
import { StoreUnavailable, type KurrentEventStore } from '#event-store';
import { all, anEvent, aStream, events, followUntil, idsOf, mark } from '../contract/log-under-test.js';
import { until } from '../kit/until.js';
import { IMPATIENT, OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
let store: KurrentEventStore;
beforeAll(async () => {
  on = await OnStandIn.start({ nodes: 3 });
  store = on.store();
});
afterEach(() => on.server.faults.clear());
afterAll(() => on.dispose());

const MISFORTUNES: readonly [string, (on: OnStandIn) => void | Promise<void>][] = [
  ['ends it without a word', ({ server }) => server.endSubscriptions()],
  ['ends it with an error', ({ server }) => server.breakSubscriptions()],
  ['drops it as too slow', ({ server }) => server.dropSlowSubscribers()],
  ['cuts its connection', ({ server }) => server.cut()],
  ['elects another leader', ({ server }) => server.elect(1)],
  ['elects the first again', ({ server }) => server.elect(0)],
  ['starts anew', ({ server }) => server.restart()],
  [
    'refuses it once',
    ({ server }) => {
      server.faults.inject({ do: 'denyAccess', on: 'subscribe', times: 1 });
      server.endSubscriptions();
    },
  ],
  [
    'leaves the next without a word',
    ({ server }) => {
      server.faults.inject({ do: 'neverAnswer', on: 'subscribe', times: 1 });
      server.endSubscriptions();
    },
  ],
  [
    'knows no leader for a moment',
    async ({ server }) => {
      // A delay of nothing tells that a call has come: the follower has looked for the leader that there is not.
      server.faults.inject({ do: 'delay', ms: 0, on: ['gossip', 'subscribe'], times: 1 });
      server.elect(null);
      await until(() => server.faults.count === 0);
      server.elect(2);
    },
  ],
  [
    'lies about the leader',
    ({ server }) => {
      const { host, port } = server.nodes[0]?.address ?? { host: '', port: 0 };
      server.faults.inject({ do: 'denyLeadership', host, port, on: ['subscribe', 'read'], times: 2 });
      server.endSubscriptions();
    },
  ],
];

it.each(MISFORTUNES)('goes on where the server %s', async (_, strike) => {
  const from = await mark(store);
  const last = anEvent();
  const following = followUntil(store, last.id, from);
  const stream = aStream();
  for (let i = 0; i < 20; i += 1) {
    await store.append(stream, events(2), i === 0 ? 'none' : 2 * i - 1);
    if (i === 10) await strike(on);
  }
  await store.append(stream, [last], 39);
  const log = await all(store.readAll(from));
  expect(log).toHaveLength(41);
  expect(await following).toEqual(log);
});

it('notices that it hears nothing although the log grows, and begins again', async () => {
  const from = await mark(store);
  const last = anEvent();
  on.server.faults.inject({ do: 'neverAnswer', on: 'subscribe', times: 1 });
  const following = followUntil(store, last.id, from);
  await store.append(aStream(), [last], 'none');
  expect(idsOf(await following)).toEqual([last.id]);
});

it('goes on after a pause of the server', async () => {
  const from = await mark(store);
  const [first, last] = [anEvent(), anEvent()];
  const following = followUntil(store, last.id, from);
  await store.append(aStream(), [first], 'none');
  on.server.pause();
  const appending = store.append(aStream(), [last], 'none');
  // It stands still for so long that a reader with twice the follower's patience for silence gives up.
  const hasty = on.store({ ...IMPATIENT, readPatienceMs: 300 });
  await expect(hasty.head()).rejects.toThrow(StoreUnavailable);
  on.server.resume();
  await appending;
  expect(idsOf(await following)).toEqual([first.id, last.id]);
});

it('says at once that a position is not of this log', async () => {
  const { lastPosition } = await store.append(aStream(), events(1), 'none');
  const following = all(store.follow({ after: lastPosition - 1n, signal: new AbortController().signal }));
  await expect(following).rejects.toThrow(StoreUnavailable);
  await expect(all(store.readAll({ after: lastPosition - 1n }))).rejects.toThrow(StoreUnavailable);
});

it('says at once that it is not let in', async () => {
  on.server.faults.inject({ do: 'denyAccess', on: 'subscribe' });
  const following = all(on.store(IMPATIENT).follow({ signal: new AbortController().signal }));
  await expect(following).rejects.toThrow(/refuses this user/);
});

it('holds no more than it is asked for where the reader is slow', async () => {
  const from = await mark(store);
  const stream = aStream();
  const patient = on.store({});
  for (let i = 0; i < 5; i += 1) await patient.append(stream, events(400), i === 0 ? 'none' : 400 * i - 1);
  let seen = 0;
  for await (const batch of store.follow({ ...from, batchSize: 50, signal: new AbortController().signal })) {
    expect(batch.length).toBeLessThanOrEqual(50);
    seen += batch.length;
    await new Promise(setImmediate);
    if (seen === 2000) break;
  }
});

it('loses nothing where the server ends a subscription that lags, as servers before 24 do', async () => {
  const older = await OnStandIn.start({ serverVersion: '23.10.8' });
  const patient = older.store({ silenceMs: 150 });
  const stream = aStream();
  await patient.append(stream, events(1), 'none');
  const seen: number[] = [];
  let appended = 0;
  for await (const batch of patient.follow({ signal: new AbortController().signal })) {
    seen.push(...batch.map(({ revision }) => revision));
    if (seen.length === 401) break;
    if (seen.at(-1) === appended) appended = (await patient.append(stream, events(100), appended)).lastRevision;
  }
  expect(seen).toEqual(Array.from({ length: 401 }, (_, revision) => revision));
  await older.dispose();
});
