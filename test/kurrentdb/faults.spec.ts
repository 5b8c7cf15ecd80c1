import { EventStoreDBClient, type AppendResult } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { once } from 'node:events';
import { connect } from 'node:net';
import { until } from '../kit/until.js';
import type { Mishap, Rpc } from './faults.js';
import { collect, event, newStream, numbers, ServerUnderTest, type AppendBy } from './server-under-test.js';
import type { StandIn } from './stand-in.js';

let server: ServerUnderTest;
let standIn: StandIn;
let stream: string;

beforeEach(async () => {
  server = await ServerUnderTest.startStandIn();
  standIn = server.standIn;
  stream = newStream();
  // The first calls of a client may overtake each other; from here on appends go out in turn.
  await append(0, 'batch', newStream());
});
afterEach(() => server.stop());

const RPC: Record<AppendBy, Rpc> = { batch: 'batchAppend', call: 'append' };
const strike = (mishap: Mishap, by: AppendBy) => standIn.faults.inject({ ...mishap, on: RPC[by], stream, times: 1 });
/** Once every fault has struck as often as it was to. */
const struck = () => until(() => standIn.faults.count === 0);
const append = (n: number, by: AppendBy = 'batch', to = stream) => server.append(to, event(n), 'any', by);
const stored = () => standIn.database.streams.all(stream).length;
/** Whether it is still waiting once a later append has been through. */
const isPending = async (appended: Promise<AppendResult>) => {
  let settled = false;
  void appended.then(
    () => (settled = true),
    () => (settled = true),
  );
  const other = EventStoreDBClient.connectionString(standIn.url);
  await collect(other.readAll({ maxCount: 1 }));
  await other.dispose();
  return !settled;
};

describe.each(['batch', 'call'] as const)('an append by %s', (by) => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('is never answered, %s it is written', async (when, written) => {
    strike({ do: 'neverAnswer', when }, by);
    const appended = append(0, by);
    await struck();
    expect(await isPending(appended)).toBe(true);
    expect(stored()).toBe(written);
    appended.catch(() => undefined); // it ends with the client
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('loses its connection, %s it is written', async (when, written) => {
    strike({ do: 'cut', when }, by);
    await expect(append(0, by)).rejects.toMatchObject({ type: 'unavailable' });
    expect(stored()).toBe(written);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('is given up by the server, %s it is written', async (when, written) => {
    strike({ do: 'timeOut', when }, by);
    await expect(append(0, by)).rejects.toMatchObject({ type: by === 'batch' ? 'deadline-exceeded' : 'timeout' });
    expect(stored()).toBe(written);
  });

  it.each([
    ['before', ['late', 'first']],
    ['after', ['first', 'late']],
  ] as const)('is delayed, %s it is written', async (when, order) => {
    strike({ do: 'delay', ms: 200, when }, by);
    const answered: string[] = [];
    const first = append(0, by).then(() => answered.push('first'));
    await append(1, by, newStream()).then(() => answered.push('late'));
    await first;
    expect(answered).toEqual(['late', 'first']);
    const log = standIn.database.records.filter(({ type }) => type === 'Happened').slice(1);
    expect(log.map(({ stream: name }) => (name === stream ? 'first' : 'late'))).toEqual(order);
  });

  it.each([
    ['no server that is ready', { do: 'notReady' }, { type: by === 'batch' ? 'unknown' : 'unavailable' }],
    ['no right to', { do: 'denyAccess' }, { type: 'access-denied' }],
    ['another status', { do: 'fail', code: status.INTERNAL }, { type: 'unknown', code: status.INTERNAL }],
    [
      'a node that claims not to lead',
      { do: 'denyLeadership', host: 'elsewhere', port: 2113 },
      { type: 'not-leader', leader: { address: 'elsewhere', port: 2113 } },
    ],
  ] as const)('meets %s', async (_, mishap, refusal) => {
    strike(mishap, by);
    await expect(append(0, by)).rejects.toMatchObject(refusal);
    expect(stored()).toBe(0);
  });

  it('goes through once the fault has struck as often as it should', async () => {
    standIn.faults.inject({ do: 'denyAccess', on: RPC[by], times: 2 });
    const outcomes = await Promise.allSettled([append(0, by), append(1, by), append(2, by)]);
    expect(outcomes.map(({ status: outcome }) => outcome)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});

it('a batch stream that ends with OK leaves its appends without an answer', async () => {
  const client = EventStoreDBClient.connectionString(standIn.url); // not disposed of: it would wait for that stream
  strike({ do: 'endQuietly', when: 'after' }, 'batch');
  const appended = client.appendToStream(stream, event(0));
  await struck();
  expect(await isPending(appended)).toBe(true);
  expect(stored()).toBe(1);
});

it.each([
  ['the clock of the server is ahead of a deadline', 60_000, { type: 'deadline-exceeded' }],
  ['the clock of the server is behind', -60_000, null],
])('%s', async (_, ahead, refusal) => {
  standIn.setClockAhead(ahead);
  const appended = append(0);
  if (refusal) await expect(appended).rejects.toMatchObject(refusal);
  else await appended;
  expect(stored()).toBe(refusal ? 0 : 1);
});

describe('a subscription', () => {
  const open = async () => {
    const subscription = server.client.subscribeToAll({ fromPosition: 'end' });
    await once(subscription, 'caughtUp');
    return subscription;
  };

  it('can end as if there were no more', async () => {
    const subscription = await open();
    const failures: unknown[] = [];
    subscription.on('error', (error) => failures.push(error)).resume();
    const ended = once(subscription, 'end');
    standIn.endSubscriptions();
    await ended;
    expect(failures).toEqual([]);
  });

  it.each([
    ['be dropped by the server', async () => standIn.breakSubscriptions()],
    ['lose its connection', async () => standIn.cut()],
    ['lose its server', () => standIn.stop()],
  ])('can %s', async (_, act) => {
    const subscription = await open();
    const failed = once(subscription, 'error');
    await act();
    expect(await failed).toMatchObject([{ type: 'unavailable' }]);
  });

  it.each([
    ['fail', false],
    ['end as if there were no more', true],
  ])('can %s after some events', async (_, quietly) => {
    for (let n = 0; n < 5; n += 1) await append(n);
    standIn.faults.inject({ do: 'breakOff', afterEvents: 3, quietly, on: 'subscribe', times: 1 });
    const seen: unknown[] = [];
    const following = (async () => {
      for await (const { event: found } of server.client.subscribeToStream(stream)) seen.push(found?.revision);
    })();
    if (quietly) await following;
    else await expect(following).rejects.toMatchObject({ type: 'unavailable' });
    expect(seen).toEqual([0n, 1n, 2n]);
  });

  it('can be refused, and ended at once', async () => {
    standIn.faults.inject({ do: 'notReady', on: 'subscribe', times: 1 });
    standIn.faults.inject({ do: 'endQuietly', on: 'subscribe', times: 1 });
    await expect(open()).rejects.toMatchObject({ type: 'unavailable' });
    expect(await server.client.subscribeToAll().toArray()).toEqual([]);
  });
});

it('reads, deletions and asking for what the server can do meet faults too', async () => {
  await append(0);
  for (const on of ['read', 'delete', 'tombstone'] as const) standIn.faults.inject({ do: 'notReady', on, times: 1 });
  const unavailable = { type: 'unavailable' };
  await expect(collect(server.client.readStream(stream))).rejects.toMatchObject(unavailable);
  await expect(server.client.deleteStream(stream)).rejects.toMatchObject(unavailable);
  await expect(server.client.tombstoneStream(stream)).rejects.toMatchObject(unavailable);
  expect(numbers(await collect(server.client.readStream(stream)))).toEqual([0]);

  standIn.faults.inject({ do: 'breakOff', afterEvents: 2, on: 'read', times: 1 });
  await expect(collect(server.client.readAll())).rejects.toMatchObject(unavailable);

  standIn.faults.inject({ do: 'notReady', on: 'features', times: 1 });
  const another = EventStoreDBClient.connectionString(standIn.url);
  await expect(another.appendToStream(stream, event(1))).rejects.toMatchObject({ code: status.UNAVAILABLE });
  await another.dispose();
});

describe('the whole server', () => {
  it('stands still while it is paused and goes on where it was', async () => {
    await append(0);
    standIn.pause();
    const appended = append(1);
    let answered = false;
    void appended.then(() => (answered = true));
    // A caller who does not wait for ever gives up.
    const credentials = { username: 'admin', password: 'changeit' };
    const hasty = server.client.appendToStream(newStream(), event(0), { deadline: 50, credentials });
    await expect(hasty).rejects.toMatchObject({ type: 'deadline-exceeded' });
    expect([answered, stored()]).toEqual([false, 1]);
    standIn.resume();
    await appended;
    expect(stored()).toBe(2);
  });

  it('takes connections while it is paused, and serves them after', async () => {
    standIn.pause();
    const { host = '', port = 0 } = standIn.nodes[0]?.address ?? {};
    const socket = connect({ host, port });
    await once(socket, 'connect');
    socket.destroy();
    const client = EventStoreDBClient.connectionString(standIn.url);
    const appended = client.appendToStream(stream, event(0));
    standIn.resume();
    expect(await appended).toMatchObject({ success: true });
    await client.dispose();
  });

  it('comes back on the same port with what was appended', async () => {
    await append(0);
    const { url } = standIn;
    await standIn.stop();
    await expect(append(1)).rejects.toMatchObject({ type: 'unavailable' });
    await standIn.restart();
    expect(standIn.url).toBe(url);
    for (;;) {
      const again = await append(2).catch(() => null);
      if (again) break;
    }
    expect(numbers(await collect(server.client.readStream(stream)))).toEqual([0, 2]);
  });

  it('takes with it what it had not written yet', async () => {
    strike({ do: 'delay', ms: 50 }, 'batch');
    const appended = append(0).catch((error: unknown) => error);
    await struck();
    await standIn.restart();
    expect(await appended).toMatchObject({ type: 'unavailable' });
    await standIn.faults.delaysOver();
    expect(stored()).toBe(0);
  });

  it('forgets all faults when told to', async () => {
    const remove = standIn.faults.inject({ do: 'denyAccess' });
    standIn.faults.inject({ do: 'notReady' });
    remove();
    expect(standIn.faults.count).toBe(1);
    standIn.faults.clear();
    expect(await append(0)).toMatchObject({ success: true });
  });
});
