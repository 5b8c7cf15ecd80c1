import { DataFile } from './database/data-file.js';
import { Database } from './database/database.js';
import { epochBegins, firstStart } from './database/server-events.js';
import { Faults } from './faults.js';
import { limitsOf, type Limits } from './limits.js';
import { Node } from './node.js';
import type { Cluster } from './serving.js';
import { CERTIFICATE_FILE } from './tls/credentials.js';
import type { Member } from './wire/cluster-info.js';

export type StandInOptions = {
  /** Of the first node; the next ones take those after it. 0, the default: any free ports. */
  readonly port?: number;
  /** Decides the limits (see limits.ts) and what the server says it can do. Default 24.10.0: 1 MiB an append. */
  readonly serverVersion?: string;
  /** Other limits than those of the version: small ones are reached cheaply. */
  readonly limits?: Partial<Limits>;
  /** How many servers the cluster has; default 1. The first leads. */
  readonly nodes?: number;
  /** Over TLS and only for those who log in (see access.ts); `url` then names an administrator. Default: neither. */
  readonly secure?: boolean;
  /** Where the log is kept beyond the life of the process. Left out: in memory. */
  readonly dataFile?: string;
};

export type StandIn = {
  /** A connection string: `esdb://127.0.0.1:PORT?tls=false`, with every node where there are several. */
  readonly url: string;
  /** Faults that strike single calls: `faults.inject({ do: 'neverAnswer', on: 'batchAppend', times: 1 })`. */
  readonly faults: Faults;
  /** Each can `stop`, `start`, `cut`, `pause`, `resume`, `holdBack`, `catchUp`, `endSubscriptions`, `breakSubscriptions`, `dropSlowSubscribers`. */
  readonly nodes: readonly Node[];
  /** The log itself, to look at from outside the wire: `database.records`. */
  readonly database: Database;
  /**
   * Makes this node the leader (null: nobody leads). The old leader's subscriptions break, and ids known for appends
   * without a revision are forgotten.
   */
  elect(leader: number | null): void;
  /** Gossip claims that this node leads, whoever does; null: it tells the truth again. */
  lieAboutLeader(claimed: number | null): void;
  /** This node hears of no election any more: it names who led until now, in gossip and to those it sends on; false: it hears again. */
  lagBehindElections(node: number, lags: boolean): void;
  /** The server's clock runs this many milliseconds ahead of this machine's. */
  setClockAhead(milliseconds: number): void;
  /** All nodes, at once, as killed processes. What was appended is kept. */
  stop(): Promise<void>;
  /** Stops what runs and starts all nodes again, on the same ports with the same log. */
  restart(): Promise<void>;
  cut(): void;
  pause(): void;
  resume(): void;
  endSubscriptions(): void;
  breakSubscriptions(): void;
  dropSlowSubscribers(): void;
};

/**
 * A stand-in for an EventStoreDB/KurrentDB server or cluster: the same gRPC messages on a real port, built on the
 * client's own published stubs, with the semantics that our adapter relies on. It proves the shape of the wire and
 * lets a test bring about every fault; that a real server means the same is shown by running the same tests with
 * `KURRENTDB_URL` set.
 *
 *     const server = await startStandIn();
 *     const client = EventStoreDBClient.connectionString(server.url);
 *     server.faults.inject({ do: 'cut', when: 'after', on: 'batchAppend', times: 1 }); // committed, then cut
 *     server.cut(); server.pause(); server.resume(); await server.restart();
 *     await server.stop();
 *
 * A follower passes writes on unless the call requires the leader, and shows them at once unless it is held back.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const version = options.serverVersion ?? '24.10.0';
  const file = options.dataFile === undefined ? null : new DataFile(options.dataFile);
  let clockAhead = 0;
  let leader: number | null = 0;
  let claimed: number | null = null;
  const database = new Database(() => Date.now() + clockAhead, file?.append);
  database.load(file?.read() ?? []);
  const faults = new Faults();
  const nodes: Node[] = [];
  /** What a node that lags behind elections last heard: the members, and who leads. */
  const lastHeard = new Map<number, { readonly members: readonly Member[]; readonly leader: number | null }>();
  const member = (node: Node): Member => ({
    id: node.id,
    ...node.address,
    alive: node.running && !node.isPaused,
    state: (claimed ?? leader) === node.index ? 'leader' : leader === null ? 'unknown' : 'follower',
  });
  const cluster: Cluster = {
    database,
    faults,
    limits: { ...limitsOf(version), ...options.limits },
    version,
    secure: options.secure ?? false,
    members: (asked) => lastHeard.get(asked)?.members ?? nodes.map(member),
    leader: (asked) => {
      const leading = lastHeard.get(asked)?.leader ?? leader;
      return leading === null ? null : (nodes[leading] ?? null);
    },
  };
  const port = (index: number) => (options.port ? options.port + index : 0);
  for (let index = 0; index < (options.nodes ?? 1); index += 1) nodes.push(new Node(index, cluster, port(index)));

  const elect = (next: number | null) => {
    if (leader !== null && leader !== next) nodes[leader]?.breakSubscriptions();
    leader = next;
    const leading = leader === null ? undefined : nodes[leader];
    leading?.catchUp(); // nobody is elected who lacks what was written
    if (leading) epochBegins(database, leading.id);
    database.recentIds.forget();
  };
  const start = async () => {
    if (database.records.length === 0) firstStart(database);
    elect(leader);
    for (const node of nodes) await node.start();
  };
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  await start();
  return {
    url: connectionString(nodes, cluster.secure),
    faults,
    nodes,
    database,
    elect,
    lieAboutLeader: (node) => void (claimed = node),
    lagBehindElections: (node, lags) =>
      void (lags ? lastHeard.set(node, { members: nodes.map(member), leader }) : lastHeard.delete(node)),
    setClockAhead: (milliseconds) => void (clockAhead = milliseconds),
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    cut: () => nodes.forEach((node) => node.cut()),
    pause: () => nodes.forEach((node) => node.pause()),
    resume: () => nodes.forEach((node) => node.resume()),
    endSubscriptions: () => nodes.forEach((node) => node.endSubscriptions()),
    breakSubscriptions: () => nodes.forEach((node) => node.breakSubscriptions()),
    dropSlowSubscribers: () => nodes.forEach((node) => node.dropSlowSubscribers()),
  };
}

function connectionString(nodes: readonly Node[], secure: boolean): string {
  const hosts = (name: string) => nodes.map(({ address }) => `${name}:${address.port}`).join(',');
  if (!secure) return `esdb://${hosts('127.0.0.1')}?tls=false`;
  // TLS names its servers, and an address is no name.
  return `esdb://admin:changeit@${hosts('localhost')}?tls=true&tlsCAFile=${encodeURIComponent(CERTIFICATE_FILE)}`;
}
