// The only file that knows the client's types: a change of client touches nothing else.
import type * as Library from '@eventstore/db-client';
import type { AllStreamResolvedEvent, EventStoreDBClient, JSONEventData, ResolvedEvent } from '@eventstore/db-client';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { EncodedEvent } from '../encoded-append.js';
import type { Position } from '../event-store.js';
import { InvalidKurrentUrl, type KurrentAddress } from './address.js';

const require = createRequire(import.meta.url);

/** Loaded by the first to connect: it takes a fifth of a second, which whoever has an embedded log need not wait for. */
const library = (): typeof Library => require('@eventstore/db-client') as typeof Library;

/** An event as the server holds it. `data` and `metadata` are whatever they were written as. */
export type ServerRecord = {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
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

/** `position` is absent where the server does not know it any more. */
export type ServerAppended = { readonly lastRevision: bigint; readonly position: Position | undefined };

/** Told what one read or subscription brings; `ended` comes once, and last, with an error or without. */
export type RecordListener = {
  record(record: ServerRecord): void;
  ended(error?: Error): void;
};

/** A read or a subscription under way. Nothing is told while it is paused, nor after it was cancelled. */
export type Running = { pause(): void; resume(): void; cancel(): void };

type Direction = { readonly backwards: boolean; readonly most: number };

/** Sent to no one: only tells the client to make each append a call of its own where there are no credentials. */
const NOBODY = { username: '', password: '' };

/** Reads and appends are the leader's: a follower may not have seen yet what was acknowledged. */
const FROM_LEADER = { requiresLeader: true } as const;

/** Of checkpoints, which the server sends after so many windows of events, we use none. */
const CHECKPOINTS = { maxSearchWindow: 500, checkpointInterval: 100 };

const HIGH_WATER_MARK = 256;

type Internals = { handleError: (client: unknown, error: Error) => Promise<void> };

export class DbClient {
  private readonly client: EventStoreDBClient;
  private readonly credentials: { username: string; password: string };

  /** Connects at the first call. */
  constructor({ url, credentials }: KurrentAddress) {
    this.client = clientOf(url);
    this.credentials = credentials ?? NOBODY;
    armour(this.client as unknown as Internals);
  }

  /**
   * With credentials of its own each append is a call of its own. Without, the client multiplexes all on one stream
   * whose bookkeeping is shared by the whole process, which has no time-out and counts deadlines by our clock.
   */
  async append({ stream, events, expected }: ServerAppend, deadlineMs: number): Promise<ServerAppended> {
    const { nextExpectedRevision, position, success } = await this.client.appendToStream(stream, events.map(toClient), {
      ...FROM_LEADER,
      expectedRevision: expected === 'none' ? 'no_stream' : BigInt(expected),
      credentials: this.credentials,
      deadline: deadlineMs,
    });
    if (!success) throw new Error('the client answered a refused append with a result');
    return { lastRevision: nextExpectedRevision, position: position?.commit };
  }

  /** @param from inclusive */
  readStream(stream: string, from: bigint | 'end', direction: Direction, listener: RecordListener): Running {
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
    return listenTo(reading as unknown as Readable, () => reading.cancel(), listener);
  }

  /** System events included. @param from a position the server gave, or one of the two ends; inclusive or not: see the caller */
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
    return listenTo(reading as unknown as Readable, () => reading.cancel(), listener);
  }

  /** No checkpoint handler: one that throws would stall the subscription for good, and event positions suffice. */
  subscribe(after: Position | 'start', listener: RecordListener): Running {
    const subscription = this.client.subscribeToAll(
      {
        ...FROM_LEADER,
        fromPosition: typeof after === 'string' ? after : { commit: after, prepare: after },
        filter: library().excludeSystemEvents(CHECKPOINTS),
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
    return listenTo(subscription as unknown as Readable, () => subscription.unsubscribe(), listener);
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

/**
 * Its reconnecting is awaited by nobody, and itself awaits a discovery that others began: where that fails, the process
 * would end. It also closes the channel under an append that is just about to use it, which then would never settle: in
 * a turn of the event loop of its own it meets none.
 */
function armour(client: Internals): void {
  const { handleError } = client;
  client.handleError = async (stub, error) => {
    await setImmediate();
    await handleError(stub, error).catch(() => undefined);
  };
}

function listenTo(stream: Readable, cancel: () => Promise<void>, listener: RecordListener): Running {
  let isOver = false;
  const end = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    listener.ended(error);
  };
  stream.on('data', (resolved: ResolvedEvent | AllStreamResolvedEvent) => {
    const record = isOver ? null : fromClient(resolved);
    if (record !== null) listener.record(record);
  });
  // Stays for good: an error without a listener would end the process.
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

/** Null for a link whose event is gone. */
function fromClient({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): ServerRecord | null {
  if (event === undefined) return null;
  const { id, type, streamId: stream, revision, data, metadata, created } = event;
  const position = event.position?.commit ?? commitPosition;
  if (position === undefined) throw new Error('the server gives no positions: 22.6 or later is needed');
  return { id, type, stream, revision, position, data, metadata, created: created.getTime() };
}

/** The client's own error would show the whole connection string, with its password. @throws InvalidKurrentUrl */
function clientOf(url: string): EventStoreDBClient {
  const { EventStoreDBClient: Client } = library();
  try {
    return Client.connectionString(url);
  } catch {
    throw new InvalidKurrentUrl(
      'the client takes no such host, port or value of an option, or cannot read a file it names',
    );
  }
}
