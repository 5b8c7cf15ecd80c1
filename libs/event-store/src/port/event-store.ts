// The port to the log. Adapters: memory/ (tests), sqlite/ (embedded, the default), postgres/ and kurrentdb/ (several nodes).
// test/contract/event-store.contract.ts tests them all. Events are JSON here; this lib knows no domain.

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** A place in the log, opaque but ordered: a later commit has a greater position. Never reused. */
export type Position = bigint;

export type NewEvent = {
  /** A UUID, unique in the whole log. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
};

export type StoredEvent = NewEvent & {
  readonly stream: string;
  /** Place in the stream: 0, 1, 2, ... without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** When the store committed it, milliseconds since the epoch by the store's own clock. */
  readonly appendedAt: number;
};

/** The last revision that the caller expects the stream to have; 'none' where the stream must not exist yet. */
export type ExpectedRevision = number | 'none' | 'any';

export type Appended = { readonly lastRevision: number; readonly lastPosition: Position };

export type ReadStreamOptions = { readonly fromRevision?: number };
export type ReadAllOptions = {
  /** Exclusive. Left out: from the start, or from the end when backwards. */
  readonly after?: Position;
  readonly backwards?: boolean;
  /** Maximum number of events in total; left out: no limit. */
  readonly limit?: number;
  /** Maximum number of events in one batch. */
  readonly batchSize?: number;
};
export type ReadByStreamOptions = {
  /** Last position to read, inclusive; left out: the head of the log at the time of the call. */
  readonly upTo?: Position;
  /** One of several disjoint parts of the log, so that readers can share the work. Together they hold every stream. */
  readonly share?: Share;
  /** Called with the name of a stream that was deleted on the server; it is then left out. Left out: StreamDeleted is thrown. */
  readonly deleted?: (stream: string) => void;
};
/** Part `index`, counted from 0, of `of` parts. */
export type Share = { readonly index: number; readonly of: number };
export type FollowOptions = { readonly after?: Position; readonly batchSize?: number; readonly signal: AbortSignal };

/**
 * What every adapter guarantees:
 *
 * - `append` is all or nothing. Its events get contiguous revisions. Once it resolves, they are on disk.
 * - When two appends start together at the same expected revision, exactly one succeeds. The other gets
 *   WrongExpectedRevision.
 * - A repeat of an append, with the same events and the same expected revision (a number or 'none'), adds nothing and
 *   returns the first answer. So a caller that does not know the outcome may try again. The same ids with other content are
 *   no repeat, but get WrongExpectedRevision: the caller reads what is stored. KurrentDB compares ids alone. With 'any', all
 *   but KurrentDB recognise a repeat by its ids.
 * - An id that is elsewhere in the log is refused with EventIdTaken (where the server can tell: see the adapter).
 * - Positions rise in commit order: a follower that has seen position p never gets an event below p later.
 * - A reader sees all of an append or nothing of it, in order, and every event exactly once from where it started.
 * - Each event is stored with a checksum. An event whose content is damaged is read, but its `data` and `metadata` throw
 *   DamagedEvent.
 */
export abstract class EventStore {
  /** Whether appends commit in the order of the calls, even if the caller does not await each one. */
  abstract readonly commitsInOrderAsked: boolean;

  /**
   * @param events at least one
   * @throws WrongExpectedRevision, EventIdTaken, InvalidAppend, AppendTooLarge, StorageFull, StoreUnavailable:
   *   nothing was written
   * @throws OutcomeUnknown the store did not answer; it may or may not have written. Repeat with the same ids.
   */
  abstract append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended>;

  /**
   * The stream from `fromRevision` (inclusive, default 0) to its end, in batches; no batch if it does not exist.
   * @throws StreamDeleted
   */
  abstract readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * The log in commit order (or backwards) up to its head at the time of the call, in batches, without system events.
   * @throws PositionUnknown KurrentDB has no event at `after`. The other adapters count events as positions, so they can
   *   start from every number
   */
  abstract readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * The log stream by stream. The order of the streams is not defined. The events of one stream come together and in
   * order. A batch may hold several streams or a part of one. Use it to process each stream as a whole without the log
   * in memory. This version keeps only the names of the streams in memory; an adapter may avoid even that.
   * @throws StreamDeleted unless `deleted` is given
   */
  async *readByStream({ upTo, share = WHOLE, deleted }: ReadByStreamOptions = {}): AsyncIterable<
    readonly StoredEvent[]
  > {
    const last = upTo ?? (await this.head()) ?? 0n;
    const names = new Set<string>();
    for await (const batch of this.readAll({ batchSize: NAMES_BATCH_SIZE })) {
      for (const { stream, position } of batch) if (position <= last && isIn(stream, share)) names.add(stream);
      if ((batch.at(-1)?.position ?? 0n) >= last) break;
    }
    const left = [...names];
    while (left.length > 0) {
      const together = left.splice(0, STREAMS_AT_A_TIME).map((name) => this.streamUpTo(name, last, deleted));
      for (const events of await Promise.all(together)) if (events.length > 0) yield events;
    }
  }

  private async streamUpTo(
    name: string,
    last: Position,
    deleted: ReadByStreamOptions['deleted'],
  ): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    try {
      for await (const batch of this.readStream(name)) {
        for (const event of batch) if (event.position <= last) events.push(event);
        if ((batch.at(-1)?.position ?? 0n) > last) break;
      }
    } catch (error) {
      if (!(error instanceof StreamDeleted) || deleted === undefined) throw error;
      deleted(name);
      return [];
    }
    return events;
  }

  /**
   * As readAll, then live: waits for what any process appends next. It ends only when the signal aborts.
   * @throws PositionUnknown as readAll
   * @throws StoreUnavailable the store was closed or lost; start again after the last position seen
   */
  abstract follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]>;

  /** How many events of other applications reads have passed over since it was opened, on a server that is shared. */
  get passedOver(): number {
    return 0;
  }

  /** False after an append that got StorageFull, until there is room again. A server does not say it. */
  async hasRoom(): Promise<boolean> {
    return true;
  }

  /** The position of the last event; null while the log is empty. */
  abstract head(): Promise<Position | null>;

  abstract close(): Promise<void>;
}

/** When the last event was committed, milliseconds since the epoch by the store's clock; 0 for an empty log. */
export async function newestIn(store: EventStore): Promise<number> {
  for await (const [event] of store.readAll({ backwards: true, limit: 1 })) return event?.appendedAt ?? 0;
  return 0;
}

const WHOLE: Share = { index: 0, of: 1 };
const NAMES_BATCH_SIZE = 5_000;
/** Reads streams in parallel, so that a remote store costs one round trip for many streams. */
const STREAMS_AT_A_TIME = 16;

/** A name belongs to the same share in every process: the share is an FNV-1a hash of the name. */
function isIn(stream: string, { index, of }: Share): boolean {
  if (of === 1) return true;
  let hash = 0x811c9dc5;
  for (let at = 0; at < stream.length; at += 1) hash = Math.imul(hash ^ stream.charCodeAt(at), 0x01000193) >>> 0;
  return hash % of === index;
}

/** Another writer appended first. Read again and decide again. */
export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number | 'none',
  ) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
  }
}

/** The id is already in the log, and this append is not a repeat of the one that wrote it. */
export class EventIdTaken extends Error {
  constructor(readonly eventId: string) {
    super(`event id ${eventId} is taken`);
  }
}

/** The append can never succeed: no event, an id that is not a UUID, an empty name, data that is not a JSON object. */
export class InvalidAppend extends Error {}

/** The store did not answer in time. It may or may not have written; a repeat with the same ids is safe. */
export class OutcomeUnknown extends Error {}

/** The append is larger than the store accepts. */
export class AppendTooLarge extends Error {
  constructor(
    readonly limitBytes: number,
    options?: ErrorOptions,
  ) {
    super(`the append is larger than ${limitBytes} bytes, the most that the store accepts in one append`, options);
  }
}

/** The disk is full. Nothing was written. Reads still work; appends work again once there is space. */
export class StorageFull extends Error {}

/** The store cannot be reached or refuses to serve. */
export class StoreUnavailable extends Error {}

/**
 * Somebody deleted the stream on the server, or events at its beginning. What is left of it, if anything, is not read:
 * facts would be missing.
 */
export class StreamDeleted extends StoreUnavailable {
  constructor(
    readonly stream: string,
    options: ErrorOptions & { readonly firstLeft?: number } = {},
  ) {
    const { firstLeft } = options;
    const what = firstLeft === undefined ? 'was deleted' : `has lost its events before revision ${firstLeft}`;
    super(`stream ${stream} ${what} on the server of the log. Put it back from a backup of the server.`, options);
  }
}

/** This log has no event at the position, so the server cannot start a read there. */
export class PositionUnknown extends StoreUnavailable {
  constructor(
    readonly position: Position,
    options?: ErrorOptions,
  ) {
    super(`this log has no event at position ${position}`, options);
  }
}

/**
 * The content of an event cannot be read: it is damaged, or was not written through this port. A reader that skips it could
 * miss a fact. Every other event can be read.
 */
export class DamagedEvent extends Error {
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly position: Position,
    why: string,
  ) {
    super(
      `the event at position ${position} (revision ${revision} of stream ${stream}) cannot be read: ${why}. Put the log back from a backup.`,
    );
  }
}
