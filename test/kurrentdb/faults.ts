import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { status } from '@grpc/grpc-js';

export type Rpc = 'append' | 'batchAppend' | 'read' | 'subscribe' | 'delete' | 'tombstone' | 'gossip' | 'features';

/** Before the work: nothing has been committed. After: it has, and its answer is still owed. */
export type Moment = 'before' | 'after';

/** What goes wrong. Plain data, so that it can be posted to the control port as it is. */
export type Mishap =
  /** Wait this long. */
  | { readonly do: 'delay'; readonly ms: number; readonly when?: Moment }
  /** Never answer, having committed nothing (before, the default) or everything (after). The connection stays up. */
  | { readonly do: 'neverAnswer'; readonly when?: Moment }
  /** Cut every connection of the node. */
  | { readonly do: 'cut'; readonly when?: Moment }
  /** End the call with status OK and no answer: a batch stream or a subscription just finishes. */
  | { readonly do: 'endQuietly'; readonly when?: Moment }
  /** Send so many events of a read or a subscription, then fail with 14 UNAVAILABLE, or end with OK (quietly). */
  | { readonly do: 'breakOff'; readonly afterEvents: number; readonly quietly?: boolean }
  /** What a server says that starts, stops, or knows of no leader: status 14 UNAVAILABLE, in a batch an answer. */
  | { readonly do: 'notReady'; readonly when?: Moment }
  /** The server gives up on its own write, which is done (after) or not (before): 10 ABORTED, in a batch an answer. */
  | { readonly do: 'timeOut'; readonly when?: Moment }
  | { readonly do: 'denyAccess'; readonly when?: Moment }
  /** Say that another node leads, whether or not it does. */
  | { readonly do: 'denyLeadership'; readonly host: string; readonly port: number; readonly when?: Moment }
  /** End the call, be it a batch stream, with a gRPC status. */
  | { readonly do: 'fail'; readonly code: status; readonly message?: string; readonly when?: Moment };

export const MISHAPS: readonly Mishap['do'][] = [
  'delay',
  'neverAnswer',
  'cut',
  'endQuietly',
  'breakOff',
  'notReady',
  'timeOut',
  'denyAccess',
  'denyLeadership',
  'fail',
];

/** Which calls it strikes. Left out: any. `times`: how many, then no more. */
export type Scope = {
  readonly on?: Rpc | readonly Rpc[];
  readonly stream?: string;
  readonly node?: number;
  readonly times?: number;
};

export type Fault = Mishap & Scope;

/** Faults waiting for the calls that they strike. The first that fits a call strikes it. */
export class Faults {
  private readonly waiting: { readonly fault: Fault; left: number }[] = [];
  private readonly delays = new Set<Promise<void>>();

  /** @returns takes this fault out again */
  inject(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.waiting.push(entry);
    return () => this.remove(entry);
  }

  /** How many still wait for a call. */
  get count(): number {
    return this.waiting.length;
  }

  clear(): void {
    this.waiting.length = 0;
  }

  /** Holds a call up. */
  async delay(ms: number): Promise<void> {
    const over = sleep(ms);
    this.delays.add(over);
    await over;
    this.delays.delete(over);
  }

  /** Resolves when every call that was held up has gone on, also where its caller or its server is gone. */
  async delaysOver(): Promise<void> {
    await Promise.all(this.delays);
    await turn();
  }

  /** The fault that strikes this call, counted as one of its times. */
  strike(call: { readonly rpc: Rpc; readonly stream: string; readonly node: number }): Mishap | undefined {
    const entry = this.waiting.find(({ fault: { on, stream, node } }) => {
      const rpcs = on === undefined ? undefined : [on].flat();
      return (
        (rpcs === undefined || rpcs.includes(call.rpc)) &&
        (stream === undefined || stream === call.stream) &&
        (node === undefined || node === call.node)
      );
    });
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.remove(entry);
    return entry.fault;
  }

  private remove(entry: (typeof this.waiting)[number]): void {
    const at = this.waiting.indexOf(entry);
    if (at >= 0) this.waiting.splice(at, 1);
  }
}
