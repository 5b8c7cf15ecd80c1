// What version 6.2.1 of the client does wrong, each found in its source and against a server; none reaches a caller.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import {
  AppendTooLarge,
  DamagedEvent,
  InvalidAppend,
  InvalidKurrentUrl,
  KurrentEventStore,
  OutcomeUnknown,
  StoreUnavailable,
  type JsonObject,
} from '#event-store';
import { all, anEvent, aStream, events, followUntil, idsOf, outcomeOf } from '../contract/log-under-test.js';
import { until } from '../kit/until.js';
import { IMPATIENT, OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
let store: KurrentEventStore;
beforeEach(async () => {
  on = await OnStandIn.start();
  store = on.store();
});
afterEach(() => on.dispose());

const hasty = { ...IMPATIENT, appendPatienceMs: 300 };

describe('one bookkeeping of appends under way for the whole process', () => {
  it('is not used: each append is a call of its own', async () => {
    on.server.faults.inject({ do: 'fail', code: status.INTERNAL, on: ['batchAppend', 'features'] });
    await store.append(aStream(), events(3), 'none');
    await store.append(aStream(), events(1), 'any');
  });

  it('so what befalls another client, or another server, leaves an append alone', async () => {
    const elsewhere = await OnStandIn.start();
    const other = EventStoreDBClient.connectionString(elsewhere.server.url);
    elsewhere.server.faults.inject({ do: 'cut', when: 'after', on: 'batchAppend' });
    on.server.faults.inject({ do: 'delay', ms: 100, on: 'append' });
    const appending = store.append(aStream(), events(2), 'none');
    await expect(other.appendToStream('s', jsonEvent({ type: 'T', data: {} }))).rejects.toThrow();
    expect(await appending).toMatchObject({ lastRevision: 1 });
    await on.heardOut();
    expect(on.server.database.records.filter(({ stream }) => stream.startsWith('stream-'))).toHaveLength(2);
    await other.dispose();
    await elsewhere.dispose();
  });
});

describe('promises that never settle', () => {
  it.each(['neverAnswer', 'endQuietly'] as const)('do not reach the caller of an append: %s', async (mishap) => {
    on.server.faults.inject({ do: mishap, on: 'append' });
    await expect(on.store(hasty).append(aStream(), events(1), 'none')).rejects.toThrow(OutcomeUnknown);
  });

  it('nor that of a read', async () => {
    const stream = aStream();
    await store.append(stream, events(1), 'none');
    on.server.faults.inject({ do: 'neverAnswer', on: 'read' });
    const reader = on.store({ ...IMPATIENT, readPatienceMs: 300 });
    await expect(all(reader.readStream(stream))).rejects.toThrow(StoreUnavailable);
    await expect(reader.head()).rejects.toThrow(StoreUnavailable);
  });

  it('nor that of an append whose channel another call is closing', async () => {
    for (let i = 0; i < 10; i += 1) {
      const appends = Array.from({ length: 20 }, () => store.append(aStream(), events(1), 'none'));
      on.server.cut();
      await Promise.all(appends);
    }
    await on.heardOut();
  });
});

it('data that is no JSON is refused before the client sees it', async () => {
  const data = { amount: 1n } as unknown as JsonObject;
  await expect(store.append(aStream(), [anEvent({ data })], 'none')).rejects.toThrow(InvalidAppend);
  await on.heardOut();
});

it('the setting under which a conflict answers a wrong revision is not taken', async () => {
  const url = `${on.server.url}&throwOnAppendFailure=false`;
  expect(() => new KurrentEventStore(url)).toThrow(InvalidKurrentUrl);
  const stream = aStream();
  await store.append(stream, events(42), 'none');
  await expect(store.append(stream, events(1), 'none')).rejects.toMatchObject({ actual: 41 });
});

it('an append of no events, which the client takes for one event, is refused', async () => {
  const stream = aStream();
  await expect(store.append(stream, [], 'none')).rejects.toThrow(InvalidAppend);
  expect(on.stored(stream)).toEqual([]);
});

it('a subscription that the server ends without an error is begun again', async () => {
  const [first, last] = [anEvent(), anEvent()];
  await store.append(aStream(), [first], 'none');
  const seen: string[] = [];
  const done = new AbortController();
  for await (const batch of store.follow({ signal: done.signal })) {
    seen.push(...idsOf(batch));
    if (seen.length === 2) break;
    on.server.endSubscriptions();
    await store.append(aStream(), [last], 'none');
  }
  expect(seen).toEqual([first.id, last.id]);
});

it('no handler of checkpoints is given, so none can stall a subscription', async () => {
  // The server's own events make it send checkpoints; ours come before, between and after.
  const stream = aStream();
  const following = [anEvent(), anEvent(), anEvent()];
  for (const event of following) {
    for (let i = 0; i < 50; i += 1) on.server.database.delete(stream, 'any');
    await store.append(aStream(), [event], 'none');
  }
  const seen = await followUntil(store, following[2]?.id ?? '', {});
  expect(idsOf(seen)).toEqual(idsOf(following));
});

it('raw errors of a dead server come as ours', async () => {
  const { url } = on.server;
  await on.server.stop();
  const fresh = on.store({ ...hasty, readPatienceMs: 300 }, url);
  expect(await outcomeOf(fresh.append(aStream(), events(1), 'none'))).toBe('StoreUnavailable');
  expect(await outcomeOf(fresh.head())).toBe('StoreUnavailable');
  expect(await outcomeOf(all(fresh.readStream('s')))).toBe('StoreUnavailable');
});

it('a cluster that cannot be found does not end the process', async () => {
  const lost = on.store(
    { appendPatienceMs: 300, attemptMs: 10_000 },
    'esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discoveryInterval=1',
  );
  const outcomes = Array.from({ length: 20 }, () => outcomeOf(lost.append(aStream(), events(1), 'none')));
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['StoreUnavailable']));
  await on.heardOut();
});

it('a cluster that is lost while it is looked for anew does not end the process', async () => {
  const cluster = await OnStandIn.start({ nodes: 2 });
  const { faults, url } = cluster.server;
  const store = cluster.store({ ...hasty, attemptMs: 10_000 }, `${url}&maxDiscoverAttempts=1&discoveryInterval=1`);
  await store.append(aStream(), events(1), 'none');
  const [waiting, failing] = [aStream(), aStream()];
  faults.inject({ do: 'neverAnswer', on: 'append', stream: waiting, times: 1 });
  faults.inject({ do: 'fail', code: status.UNAVAILABLE, on: 'append', stream: failing, times: 1 });
  faults.inject({ do: 'neverAnswer', on: 'gossip', times: 1 });
  const outcomes = [waiting, failing].map((stream) => outcomeOf(store.append(stream, events(1), 'none')));
  // One append waits for its answer on the old connection, and the other for a leader to be found.
  await until(() => faults.count === 0);
  await cluster.server.stop();
  expect(await Promise.all(outcomes)).toEqual(['OutcomeUnknown', 'OutcomeUnknown']);
  await cluster.dispose();
});

it.each([86_400_000, -86_400_000])(
  'a server whose clock is %d ms ahead of ours takes appends all the same',
  async (ms) => {
    on.server.setClockAhead(ms);
    const stream = aStream();
    await store.append(stream, events(1), 'none');
    const [stored] = await all(store.readStream(stream));
    expect(Math.abs((stored?.appendedAt ?? 0) - Date.now() - ms)).toBeLessThan(60_000);
  },
);

describe('limits of an append', () => {
  const large = (bytes: number) => anEvent({ data: { text: 'x'.repeat(bytes) } });
  const MIB = 1024 * 1024;

  it('of 1 MiB in all, through 25.0, come with the limit', async () => {
    const attempt = on.store({ maxAppendBytes: Infinity }).append(aStream(), [large(MIB)], 'none');
    await expect(attempt).rejects.toThrow(AppendTooLarge);
    await expect(attempt).rejects.toMatchObject({ limitBytes: MIB });
  });

  it('of one event, since 25.1, which the client does not know, do so too', async () => {
    const limits = { eventBytes: 5_000, appendBytes: 20_000 };
    const newer = await OnStandIn.start({ serverVersion: '25.1.0', limits });
    const store = newer.store({});
    await store.append(aStream(), [large(4_000), large(4_000)], 'none');
    const attempt = store.append(aStream(), [large(1_000), large(5_000)], 'none');
    await expect(attempt).rejects.toThrow(AppendTooLarge);
    await expect(attempt).rejects.toMatchObject({ limitBytes: 5_000 });
    await newer.dispose();
  });

  it('are 1 MiB by default on every version, so that a log can move to any', async () => {
    const newer = await OnStandIn.start({ serverVersion: '25.1.0' });
    await expect(newer.store().append(aStream(), [large(MIB)], 'none')).rejects.toMatchObject({ limitBytes: MIB });
    await newer.dispose();
  });
});

it.each([
  ['data that is damaged', 'application/json', '{"a":', ''],
  ['data that is no JSON', 'application/octet-stream', 'abc', ''],
  ['data that is text', 'application/json', '"abc"', ''],
  ['metadata that is no JSON', 'application/json', '{}', 'abc'],
])('%s is read by its place, and refuses to be taken for a fact', async (_, contentType, data, metadata) => {
  const stream = aStream();
  const { lastPosition } = await store.append(stream, events(1), 'none');
  const foreign = { ...anEvent(), contentType, data: Buffer.from(data), metadata: Buffer.from(metadata) };
  on.server.database.append(stream, 'any', [foreign]);
  const { lastRevision } = await store.append(stream, events(1), 1);
  expect(lastRevision).toBe(2);
  for (const reading of [store.readStream(stream), store.readAll()]) {
    const [before, damaged, after] = (await all(reading)).filter((event) => event.stream === stream);
    expect(() => damaged?.data).toThrow(DamagedEvent);
    expect(() => damaged?.metadata).toThrow(`revision 1 of stream ${stream}`);
    expect([before?.data, after?.data]).not.toContain(undefined);
  }
  const done = new AbortController();
  for await (const batch of store.follow({ after: lastPosition, signal: done.signal }))
    if (batch.some(({ revision }) => revision === 2)) done.abort();
});

it.each([
  ['the server gives up: Timeout', { do: 'timeOut', when: 'after' }],
  ['the deadline passes: DeadlineExceeded', { do: 'fail', code: status.DEADLINE_EXCEEDED, when: 'after' }],
] as const)('both errors that leave the outcome open are known: %s', async (_, mishap) => {
  on.server.faults.inject({ ...mishap, on: 'append' });
  await expect(on.store(hasty).append(aStream(), events(1), 'none')).rejects.toThrow(OutcomeUnknown);
});
