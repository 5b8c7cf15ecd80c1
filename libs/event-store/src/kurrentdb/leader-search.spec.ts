import { until } from '../../../../test/kit/until.js';
import { LeaderSearch, type Endpoint, type NodeSays } from './leader-search.js';

const node = (port: number): Endpoint => ({ address: 'n', port });

/** Nodes that answer as the test says; one of which nothing is said never answers within the patience of the asker. */
class Cluster {
  readonly answers = new Map<number | null, NodeSays>();
  readonly asked: (number | null)[] = [];
  readonly wentTo: number[] = [];
  readonly closing = new AbortController();
  readonly search: LeaderSearch;

  constructor(known: readonly number[]) {
    this.search = new LeaderSearch(
      {
        known: known.map(node),
        ask: async (asked) => {
          this.asked.push(asked?.port ?? null);
          return Promise.resolve(this.answers.get(asked?.port ?? null) ?? null);
        },
        goTo: ({ port }) => void this.wentTo.push(port),
      },
      this.closing.signal,
    );
  }
}

it('leaves the connection alone where its leader answers after all', async () => {
  const cluster = new Cluster([1, 2]);
  cluster.answers.set(null, 'LEADS').set(1, 'LEADS');
  cluster.search.begin();
  await until(() => cluster.asked.length > 0);
  await new Promise(setImmediate);
  expect([cluster.asked, cluster.wentTo]).toEqual([[null], []]);
});

it('waits for an election, and does not believe who leads but asks', async () => {
  const cluster = new Cluster([1, 2]);
  // Gossip lags behind: 2 still names 1, which stands still. 3 is in no address.
  cluster.answers.set(2, node(1));
  cluster.search.begin();
  cluster.search.begin();
  await until(() => cluster.asked.filter((port) => port === 2).length >= 2);
  expect(cluster.wentTo).toEqual([]);
  expect(cluster.asked.filter((port) => port === null)).toHaveLength(1);
  cluster.answers.set(2, node(3)).set(3, 'LEADS');
  await until(() => cluster.wentTo.length > 0);
  expect(cluster.wentTo).toEqual([3]);
});

it('ends with the store, and can begin again after it has found one', async () => {
  const cluster = new Cluster([1]);
  cluster.answers.set(1, 'LEADS');
  cluster.search.begin();
  await until(() => cluster.wentTo.length === 1);
  await until(() => {
    cluster.search.begin();
    return cluster.wentTo.length === 2;
  });
  cluster.closing.abort();
  const { length } = cluster.asked;
  cluster.search.begin();
  await new Promise(setImmediate);
  expect(cluster.asked).toHaveLength(length);
});
