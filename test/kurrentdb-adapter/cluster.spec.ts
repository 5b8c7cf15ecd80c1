// Several nodes: whichever is asked first, and whatever they say of one another, the leader is spoken to.
import { type KurrentEventStore } from '#event-store';
import { all, aStream, events, idsOf } from '../contract/log-under-test.js';
import { OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
beforeEach(async () => {
  on = await OnStandIn.start({ nodes: 3 });
});
afterEach(() => on.dispose());

async function writesAndReads(store: KurrentEventStore): Promise<void> {
  const stream = aStream();
  const appended = events(3);
  const { lastPosition } = await store.append(stream, appended, 'none');
  expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(appended));
  expect(await store.head()).toBe(lastPosition);
}

const oneNode = (index: number, scheme = 'esdb'): string => {
  const { host, port } = on.server.nodes[index]?.address ?? { host: '', port: 0 };
  return `${scheme}://${host}:${port}?tls=false`;
};

it.each(['esdb', 'esdb+discover'])('finds the leader through another node: %s', async (scheme) => {
  await writesAndReads(on.store({}, oneNode(2, scheme)));
});

it('reads what it wrote although the node it was pointed at is behind', async () => {
  on.server.nodes[1]?.holdBack();
  await writesAndReads(on.store({}, oneNode(1)));
});

it('finds the leader although gossip names another', async () => {
  on.server.lieAboutLeader(2);
  await writesAndReads(on.store({}));
});

it('goes to the new leader after an election, and to the one after that', async () => {
  const store = on.store({});
  for (const leader of [1, 2, 0]) {
    await writesAndReads(store);
    on.server.elect(leader);
  }
  await writesAndReads(store);
});

it('goes on with the others when the leader is gone for good', async () => {
  const store = on.store({});
  await writesAndReads(store);
  on.server.elect(1);
  await on.server.nodes[0]?.stop();
  await writesAndReads(store);
});
