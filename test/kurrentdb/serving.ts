import type { Metadata } from '@grpc/grpc-js';
import { authorize } from './access.js';
import type { Database } from './database/database.js';
import type { Faults, Mishap, Moment, Rpc } from './faults.js';
import type { Limits } from './limits.js';
import type { Member } from './wire/cluster-info.js';
import { accessDenied, Failure, notLeader, notReady, timedOut } from './wire/failures.js';

/** Where a node can be reached. */
export type Address = { readonly host: string; readonly port: number };

/** What the nodes of a cluster have in common. */
export type Cluster = {
  /** What has been written, wherever: appends and deletions go here. */
  readonly database: Database;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly version: string;
  /** Over TLS, and only for those who log in. */
  readonly secure: boolean;
  /** As this node tells in gossip, truthfully or not. */
  members(asked: number): readonly Member[];
  /** As this node has heard; null while nobody leads. */
  leader(asked: number): { readonly index: number; readonly address: Address } | null;
};

/** Thrown where a call shall never be answered: whoever serves it just lets go of it. */
export class Silence extends Error {}
/** Thrown where a call shall end with status OK and no answer. */
export class QuietEnd extends Error {}

type Work<T> = (mishap: Mishap | undefined) => T | Promise<T>;

/** Ends a subscription: with an error, or with status OK where there is none. */
export type EndSubscription = (failure: Failure | null) => void;

/** The calls of one node: each does its work here, unless a fault strikes it. */
export class Serving {
  readonly subscriptions = new Set<EndSubscription>();
  private life = 0;

  constructor(
    readonly index: number,
    readonly cluster: Cluster,
    /** The node's own copy of the log, which its readers are served from. */
    readonly replica: Database,
    private readonly cutConnections: () => void,
  ) {}

  /** What is still under way is given up, as in a process that was killed: it is neither written nor answered. */
  die(): void {
    this.life += 1;
    this.subscriptions.clear();
  }

  /**
   * @param work is told what strikes, if that is for it to do half-way
   * @throws Failure, Silence or QuietEnd: what the call ends with instead of an answer
   */
  async perform<T>(rpc: Rpc, stream: string, metadata: Metadata, work: Work<T>): Promise<T> {
    const mishap = this.cluster.faults.strike({ rpc, stream, node: this.index });
    const struck = async (moment: Moment): Promise<void> => {
      if (!mishap || mishap.do === 'breakOff' || (mishap.when ?? 'before') !== moment) return;
      switch (mishap.do) {
        case 'delay':
          await this.cluster.faults.delay(mishap.ms);
          return;
        case 'cut':
          this.cutConnections();
          throw new Silence();
        case 'neverAnswer':
          throw new Silence();
        case 'endQuietly':
          throw new QuietEnd();
        case 'fail':
          throw new Failure(mishap.code, mishap.message ?? 'The call failed.');
        case 'notReady':
          throw notReady();
        case 'timeOut':
          throw timedOut();
        case 'denyAccess':
          throw accessDenied();
        case 'denyLeadership':
          throw notLeader(mishap);
      }
    };
    const { life } = this;
    await struck('before');
    if (life !== this.life) throw new Silence();
    if (this.cluster.secure) authorize(rpc, stream, metadata);
    this.refuseUnlessLeading(metadata);
    const result = await work(mishap);
    await struck('after');
    return result;
  }

  /** A follower passes writes on to the leader, unless the caller insists on the leader itself. */
  private refuseUnlessLeading(metadata: Metadata): void {
    if (metadata.get('requires-leader')[0] !== 'true') return;
    const leader = this.cluster.leader(this.index);
    if (!leader) throw notReady();
    if (leader.index !== this.index) throw notLeader(leader.address);
  }
}
