// The only file that knows the types of the client library: another client changes only this file.
import type * as Library from '@eventstore/db-client';
import type { AllStreamResolvedEvent, EventStoreDBClient, JSONEventData, ResolvedEvent } from '@eventstore/db-client';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { EncodedEvent } from '../port/encoded-append.js';
import type { Position } from '../port/event-store.js';
import { InvalidKurrentUrl, type KurrentAddress } from './address.js';
import { NoAnswer } from './failures.js';
import type { Endpoint, NodeSays } from './leader-search.js';
import type { OwnStreams } from './own-streams.js';

const require = createRequire(import.meta.url);

/** Loaded at the first connection: loading takes a fifth of a second, which a start on an embedded log does not need. */
const library = (): typeof Library => require('@eventstore/db-client') as typeof Library;

/** An event as the server stores it. `data` and `metadata` can be of any type. */
export type ServerRecord = {
  readonly id: string;
  readonly type: string;
  /** Our name of the stream, without the prefix; of a stream that is not ours, the name on the server. */
  readonly stream: string;
  /** Whose it is: ours, the server's own (metadata, links, tombstones, statistics, users), or another application's. */
  readonly of: 'us' | 'server' | 'others';
  readonly revision: bigint;
  readonly position: Position;
  readonly data: unknown;
  readonly metadata: unknown;
  /** Milliseconds since the epoch by the server's clock. */
  readonly created: number;
};

export type ServerAppend = {
  readonly stream: string;
  readonly events: readonly EncodedEvent[];
  readonly expected: number | 'none';
};

/** `position` is undefined if the server no longer knows it. */
export type ServerAppended = { readonly lastRevision: bigint; readonly position: Position | undefined };

/** Receives the records of one read or subscription. `ended` is called once, after all records, with or without an error. */
export type RecordListener = {
  record(record: ServerRecord): void;
  ended(error?: Error): void;
};

/** A running read or subscription. The listener gets nothing while it is paused or after it was cancelled. */
export type Running = { pause(): void; resume(): void; cancel(): void };

type Direction = { readonly backwards: boolean; readonly most: number };

/** Used where there are no credentials, and never sent. It makes the client use a separate call for each append. */
const NOBODY = { username: '', password: '' };

/** Reads and appends go to the leader: another node may not have the latest acknowledged events yet. */
const FROM_LEADER = { requiresLeader: true } as const;

/** The server sends checkpoints at this interval; we do not use them. */
const CHECKPOINTS = { maxSearchWindow: 500, checkpointInterval: 100 };

const HIGH_WATER_MARK = 256;

/** Longer than the client waits for any call that an append makes first. */
const LONGEST_CALL_MS = 15_000;

type Internals = {
  handleError: (client: unknown, error: Error) => Promise<void>;
  resolveUri: () => Promise<string>;
  getChannel: () => Promise<{ close(): void }>;
};

export class DbClient {
  private client: EventStoreDBClient;
  private readonly credentials: { username: string; password: string };
  /** What is under way on the connection. */
  private readonly underWay = new Set<(error: Error) => void>();

  /** Connects at the first call. */
  constructor(
    private readonly address: KurrentAddress,
    private readonly own: OwnStreams,
  ) {
    this.client = clientOf(address.url);
    this.credentials = address.credentials ?? NOBODY;
  }

  /** From now on all calls go to this node, over a new connection; those under way end with NoAnswer. */
  goTo(leader: Endpoint): void {
    const left = this.client;
    this.client = clientOf(this.address.url, leader);
    const error = new NoAnswer('the connection was given up for one to another leader');
    for (const end of [...this.underWay]) end(error);
    leave(left, LONGEST_CALL_MS);
  }

  /** What a node says about who leads, asked over a connection of its own; of the one in use where `node` is null. */
  async ask(node: Endpoint | null, ms: number): Promise<NodeSays> {
    const client = node === null ? this.client : clientOf(this.address.url, node);
    const reading = client.readAll({ ...FROM_LEADER, fromPosition: 'end', direction: 'backwards', maxCount: 1 });
    try {
      return await new Promise<NodeSays>((resolve) => {
        const timer = setTimeout(() => resolve(null), ms);
        const say = (says: NodeSays): void => {
          clearTimeout(timer);
          resolve(says);
        };
        const stream = reading as unknown as Readable;
        stream.on('data', () => say('LEADS'));
        stream.on('end', () => say('LEADS'));
        stream.on('error', (error: Error & { readonly type?: unknown; readonly leader?: Endpoint }) =>
          say(error.type === 'not-leader' ? (error.leader ?? null) : null),
        );
      });
    } finally {
      reading.cancel().catch(() => undefined); // the call was never made
      if (node !== null) leave(client, 0);
    }
  }

  /**
   * With credentials in the call, the client makes a separate call for each append. Without them, it multiplexes all
   * appends on one stream: its state is shared by the whole process, it has no time-out and its deadlines use our clock.
   */
  async append({ stream, events, expected }: ServerAppend, deadlineMs: number): Promise<ServerAppended> {
    const { nextExpectedRevision, position, success } = await this.unlessLeft(
      this.client.appendToStream(this.own.onServer(stream), events.map(toClient), {
        ...FROM_LEADER,
        expectedRevision: expected === 'none' ? 'no_stream' : BigInt(expected),
        credentials: this.credentials,
        deadline: deadlineMs,
      }),
    );
    if (!success) throw new Error('the client answered a refused append with a result');
    return { lastRevision: nextExpectedRevision, position: position?.commit };
  }

  /** @param from inclusive */
  readStream(stream: string, from: bigint | 'end', direction: Direction, listener: RecordListener): Running {
    return this.read(this.own.onServer(stream), from, direction, listener);
  }

  /**
   * Whether the stream was deleted so that it may begin again, or is hidden up to some revision. Only who may read its
   * metadata is told.
   * @param listener gets the last metadata of the stream
   */
  readMetadata(stream: string, listener: RecordListener): Running {
    return this.read(`$$${this.own.onServer(stream)}`, 'end', { backwards: true, most: 1 }, listener);
  }

  private read(stream: string, from: bigint | 'end', direction: Direction, listener: RecordListener): Running {
    const reading = this.client.readStream(
      stream,
      {
        ...FROM_LEADER,
        fromRevision: from,
        direction: direction.backwards ? 'backwards' : 'forwards',
        maxCount: direction.most,
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
    return this.listenTo(reading as unknown as Readable, () => reading.cancel(), listener);
  }

  /**
   * Includes system events.
   * @param from a position from the server, or one of the two ends. Servers differ in whether it is inclusive
   */
  readAll(from: Position | 'start' | 'end', direction: Direction, listener: RecordListener): Running {
    const reading = this.client.readAll(
      {
        ...FROM_LEADER,
        fromPosition: typeof from === 'string' ? from : { commit: from, prepare: from },
        direction: direction.backwards ? 'backwards' : 'forwards',
        maxCount: direction.most,
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
    return this.listenTo(reading as unknown as Readable, () => reading.cancel(), listener);
  }

  /** Without a checkpoint handler: an error in it would stop the subscription permanently, and event positions suffice. */
  subscribe(after: Position | 'start', listener: RecordListener): Running {
    const subscription = this.client.subscribeToAll(
      {
        ...FROM_LEADER,
        fromPosition: typeof after === 'string' ? after : { commit: after, prepare: after },
        filter: this.filter(),
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
    return this.listenTo(subscription as unknown as Readable, () => subscription.unsubscribe(), listener);
  }

  /** The server passes over what is not ours. */
  private filter(): NonNullable<NonNullable<Parameters<EventStoreDBClient['subscribeToAll']>[0]>['filter']> {
    const { beginnings } = this.own;
    if (beginnings.length === 0) return library().excludeSystemEvents(CHECKPOINTS);
    return library().streamNameFilter({ ...CHECKPOINTS, prefixes: [...beginnings] });
  }

  private listenTo(stream: Readable, cancel: () => Promise<void>, listener: RecordListener): Running {
    const { underWay } = this;
    const running = listenTo(stream, cancel, { record: (record) => listener.record(record), ended: over }, (resolved) =>
      fromClient(resolved, this.own),
    );
    const leaveIt = (error: Error): void => {
      running.cancel();
      over(error);
    };
    underWay.add(leaveIt);
    return {
      ...running,
      cancel() {
        underWay.delete(leaveIt);
        running.cancel();
      },
    };

    function over(error?: Error): void {
      underWay.delete(leaveIt);
      listener.ended(error);
    }
  }

  /** @throws NoAnswer where the connection is given up meanwhile: the client may never settle the promise then */
  private unlessLeft<T>(call: Promise<T>): Promise<T> {
    const left = Promise.withResolvers<never>();
    this.underWay.add(left.reject);
    return Promise.race([call, left.promise]).finally(() => {
      this.underWay.delete(left.reject);
      call.catch(() => undefined);
    });
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

/**
 * Works round two defects of the client's reconnect. Nobody awaits it, so a failed discovery would be an unhandled
 * rejection and end the process: the error is caught here. It also closes the channel while an append is about to use it,
 * and that append would never settle: here it runs in a later iteration of the event loop, when no append is in between.
 */
function armour(client: Internals, first: Endpoint | undefined): void {
  const { handleError, resolveUri } = client;
  let next = first;
  client.resolveUri = async () => {
    const node = next;
    next = undefined;
    return node === undefined ? resolveUri() : `${node.address}:${node.port}`;
  };
  client.handleError = async (stub, error) => {
    await setImmediate();
    await handleError(stub, error).catch(() => undefined);
  };
}

type FromClient = (resolved: ResolvedEvent | AllStreamResolvedEvent) => ServerRecord | null;

function listenTo(stream: Readable, cancel: () => Promise<void>, listener: RecordListener, read: FromClient): Running {
  let isOver = false;
  const end = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    listener.ended(error);
  };
  stream.on('data', (resolved: ResolvedEvent | AllStreamResolvedEvent) => {
    const record = isOver ? null : read(resolved);
    if (record !== null) listener.record(record);
  });
  // Never removed: an error without a listener would end the process.
  stream.on('error', end);
  stream.on('end', () => end());
  stream.on('close', () => end());
  return {
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    cancel() {
      isOver = true;
      cancel().catch(() => undefined); // the call was never made
      stream.resume();
    },
  };
}

const toClient = ({ id, type, data, metadata }: EncodedEvent): JSONEventData => ({
  id,
  contentType: 'application/json',
  type,
  data: JSON.parse(data) as Record<string, unknown>,
  metadata: JSON.parse(metadata) as Record<string, unknown>,
});

/** Null for a link to an event that no longer exists. */
function fromClient(
  { event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent,
  own: OwnStreams,
): ServerRecord | null {
  if (event === undefined) return null;
  const { id, type, streamId, revision, data, metadata, created } = event;
  const position = event.position?.commit ?? commitPosition;
  if (position === undefined) throw new Error('the server returns no positions: version 22.6 or later is needed');
  const stream = own.nameOf(streamId) ?? streamId;
  const of = ownerOf(streamId, type, own);
  return { id, type, stream, of, revision, position, data, metadata, created: created.getTime() };
}

function ownerOf(streamId: string, type: string, own: OwnStreams): ServerRecord['of'] {
  if (streamId.startsWith('$') || type.startsWith('$')) return 'server';
  return own.nameOf(streamId) === null ? 'others' : 'us';
}

/**
 * Closes the connection of a client that is used no more; `dispose` would leave it open. An append that is about to use it would end
 * the process with an unhandled rejection, so it is closed only when none can be in between.
 */
function leave(client: EventStoreDBClient, afterMs: number): void {
  const { getChannel } = client as unknown as Internals;
  setTimeout(() => {
    void getChannel()
      .then((channel) => channel.close())
      .catch(() => undefined); // it found no node to connect to
  }, afterMs).unref();
}

/**
 * Replaces the client's error, which shows the whole connection string with the password.
 * @param first the node that it connects to first; left out: the leader by gossip @throws InvalidKurrentUrl
 */
function clientOf(url: string, first?: Endpoint): EventStoreDBClient {
  const { EventStoreDBClient: Client } = library();
  try {
    const client = Client.connectionString(url);
    armour(client as unknown as Internals, first);
    return client;
  } catch {
    throw new InvalidKurrentUrl(
      'the client refuses a host, a port or the value of an option, or cannot read a file that an option names',
    );
  }
}
