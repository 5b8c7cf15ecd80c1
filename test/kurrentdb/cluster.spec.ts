import { EventStoreDBClient, NotLeaderError, type AppendToStreamOptions } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { once } from 'node:events';
import { startStandIn, type StandIn } from './stand-in.js';
import { collect, event, newStream, numbers } from './server-under-test.js';

let cluster: StandIn;
let client: EventStoreDBClient;
const connect = (url = cluster.url) => (client = EventStoreDBClient.connectionString(url));
const nodeUrl = (index: number) => `esdb://127.0.0.1:${cluster.nodes[index]?.address.port}?tls=false`;

beforeEach(async () => {
  cluster = await startStandIn({ nodes: 3 });
});
afterEach(async () => {
  await client.dispose();
  await cluster.stop();
});

/** Tries until it is taken: what a client of a cluster has to do while the leader changes. */
const append = async (stream: string, n: number, options: AppendToStreamOptions = {}) => {
  for (;;) {
    try {
      return await client.appendToStream(stream, event(n), options);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
};

/** Which node is called: the one at which an injected fault strikes. */
const calledNode = async (): Promise<number | undefined> => {
  for (const { index } of cluster.nodes) {
    const remove = cluster.faults.inject({ do: 'fail', code: status.INTERNAL, on: 'delete', node: index });
    const error = await client.deleteStream('nothing').catch((caught: unknown) => caught);
    remove();
    if ((error as { code?: number }).code === status.INTERNAL) return index;
  }
  return undefined;
};

it.each([0, 2])('gossip leads a client to the leader, node %s', async (leader) => {
  cluster.elect(leader);
  connect();
  expect(await calledNode()).toBe(leader);
});

it('gossip can lie, and a node that does not lead says who does', async () => {
  cluster.lieAboutLeader(1);
  connect();
  expect(await calledNode()).toBe(1);
  const stream = newStream();
  const refused: unknown = await client
    .appendToStream(stream, event(0), { requiresLeader: true })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(NotLeaderError);
  expect(refused).toMatchObject({
    leader: cluster.nodes[0] && { address: '127.0.0.1', port: cluster.nodes[0].address.port },
  });
  // The client follows the hint by itself.
  expect(await client.appendToStream(stream, event(0), { requiresLeader: true })).toMatchObject({ success: true });
  expect(await calledNode()).toBe(0);
});

it('a follower passes an append on unless the leader is required, and reads what it wrote', async () => {
  connect(nodeUrl(2));
  const stream = newStream();
  expect(await client.appendToStream(stream, event(0))).toMatchObject({ success: true });
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0]);
  await expect(collect(client.readStream(stream, { requiresLeader: true }))).rejects.toBeInstanceOf(NotLeaderError);
});

it('a client finds the next leader when the old one dies', async () => {
  connect();
  const stream = newStream();
  await client.appendToStream(stream, event(0), { expectedRevision: 'no_stream' });
  await cluster.nodes[0]?.stop();
  cluster.elect(1);
  await append(stream, 1, { expectedRevision: 0n });
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0, 1]);
  expect(await calledNode()).toBe(1);
});

it('a follower that lags behind shows old events, and the leader new ones', async () => {
  connect(nodeUrl(1));
  const stream = newStream();
  await client.appendToStream(stream, event(0));
  const heard: unknown[] = [];
  const subscription = client.subscribeToStream(stream);
  subscription.on('data', ({ event: found }) => heard.push(found?.revision));
  await once(subscription, 'caughtUp');
  cluster.nodes[1]?.holdBack();
  await client.appendToStream(stream, event(1));
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0]);
  const leader = EventStoreDBClient.connectionString(nodeUrl(0));
  expect(numbers(await collect(leader.readStream(stream)))).toEqual([0, 1]);
  await leader.dispose();
  expect(heard).toEqual([0n]);
  cluster.nodes[1]?.catchUp();
  while (heard.length < 2) await once(subscription, 'data');
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0, 1]);
});

it('subscriptions at a leader break when another is elected', async () => {
  connect();
  const subscription = client.subscribeToAll();
  await once(subscription, 'confirmation');
  const failed = once(subscription.resume(), 'error');
  cluster.elect(2);
  expect(await failed).toMatchObject([{ type: 'unavailable' }]);
  expect(await calledNode()).toBe(2);
});

it('nobody answers for a leader while there is none', async () => {
  cluster.elect(null);
  connect(nodeUrl(0));
  await expect(client.readAll({ requiresLeader: true }).toArray()).rejects.toMatchObject({ type: 'unavailable' });
  await expect(client.appendToStream(newStream(), event(0), { requiresLeader: true })).rejects.toMatchObject({
    type: 'unknown',
  });
});

it('a fault can strike one node', async () => {
  cluster.faults.inject({ do: 'denyLeadership', host: '127.0.0.1', port: 1, node: 0, times: 1 });
  connect(nodeUrl(1));
  expect(await client.appendToStream(newStream(), event(0))).toMatchObject({ success: true });
});
