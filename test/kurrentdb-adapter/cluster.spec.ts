// Several nodes: whichever is asked first, and whatever they say of one another, the leader is spoken to.
import { type KurrentEventStore } from '#event-store';
import { all, aStream, events, followUntil, idsOf, mark } from '../contract/log-under-test.js';
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

describe('a leader that accepts and never speaks', () => {
  /** It stands still, and node 2 has not heard of the election that follows. */
  const freeze = async (next: () => Promise<unknown> = async () => Promise.resolve()) => {
    on.server.lagBehindElections(2, true);
    on.server.nodes[0]?.pause();
    await next();
    on.server.elect(1);
  };

  it('is left for the one that is elected, although gossip of another node lags behind', async () => {
    const store = on.store();
    await writesAndReads(store);
    await freeze();
    // Keep-alive would give the connection up after 20 seconds; an append is given up before.
    await writesAndReads(store);
  });

  it('is left also where nobody is elected for a while, and a follower goes on', async () => {
    const store = on.store();
    await writesAndReads(store);
    const last = events(1);
    const following = followUntil(store, idsOf(last)[0] ?? '', await mark(store));
    following.catch(() => undefined); // awaited below
    const stream = aStream();
    // The append is under way, and not answered, before anybody is elected.
    let appended: Promise<unknown> = Promise.resolve();
    await freeze(async () => {
      on.server.elect(null);
      appended = store.append(stream, last, 'none');
      await new Promise((resolve) => setTimeout(resolve, 400));
    });
    await appended;
    expect(on.stored(stream)).toHaveLength(1);
    expect(idsOf(await following)).toContain(idsOf(last)[0]);
  });

  it('is spoken to again when it wakes and leads after all', async () => {
    const store = on.store();
    await writesAndReads(store);
    on.server.nodes[0]?.pause();
    const appended = store.append(aStream(), events(1), 'none');
    await new Promise((resolve) => setTimeout(resolve, 400));
    on.server.nodes[0]?.resume();
    await appended;
    await writesAndReads(store);
  });

  it('is not waited for at the first connection', async () => {
    await freeze();
    await writesAndReads(on.store());
  });
});
