// The port to the log. Adapters: memory.ts (tests), sqlite/ (embedded default), kurrentdb/ (cluster).
// test/contract/event-store.contract.ts judges them all. Events are JSON here; no domain is known.

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
  /** Place in its stream: 0, 1, 2, ... without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** When the store committed it, milliseconds since the epoch by the store's own clock. */
  readonly appendedAt: number;
};

/** What the caller believes the stream's last revision to be; 'none' where it must not exist yet. */
export type ExpectedRevision = number | 'none' | 'any';

export type Appended = { readonly lastRevision: number; readonly lastPosition: Position };

export type ReadStreamOptions = { readonly fromRevision?: number };
export type ReadAllOptions = {
  /** Exclusive. Left out: from the start (or, backwards, from the end). */
  readonly after?: Position;
  readonly backwards?: boolean;
  /** Most events in all; left out: no limit. */
  readonly limit?: number;
  /** Most events in one batch. */
  readonly batchSize?: number;
};
export type ReadByStreamOptions = {
  /** Only what was committed up to here; left out: up to the end of the log as it is when asked. */
  readonly upTo?: Position;
  /** One of several disjoint parts of the log that together hold every stream, so that readers can share the work. */
  readonly share?: Share;
};
/** Part `index`, counted from 0, of `of` parts. */
export type Share = { readonly index: number; readonly of: number };
export type FollowOptions = { readonly after?: Position; readonly batchSize?: number; readonly signal: AbortSignal };

/**
 * What every adapter guarantees:
 *
 * - `append` is all or nothing, its events get contiguous revisions, and once it resolves they are on disk.
 * - Of two appends started together at one expected revision exactly one succeeds; the other gets WrongExpectedRevision.
 * - Repeating an append with the same ids and the same expected revision (a number or 'none') adds nothing and
 *   answers as the first time, so a caller in doubt about the outcome may simply try again. With 'any' the adapters
 *   in this process tell a repeat by its ids; a server may not.
 * - An id that stands elsewhere in the log is refused with EventIdTaken (where the server can tell: see the adapter).
 * - Positions rise in commit order: a follower that has seen position p will never again be shown one below p.
 * - A reader sees whole appends or nothing of them, in order, and every event exactly once from where it started.
 */
export abstract class EventStore {
  /** Whether appends are committed in the order in which they were asked for, although none was waited for. */
  abstract readonly commitsInOrderAsked: boolean;

  /**
   * @param events at least one
   * @throws WrongExpectedRevision, EventIdTaken, InvalidAppend, AppendTooLarge, StorageFull, StoreUnavailable:
   *   nothing was written
   * @throws OutcomeUnknown the store could not be heard; it may or may not have written. Repeat with the same ids.
   */
  abstract append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended>;

  /** The stream from `fromRevision` (inclusive, default 0) to its end, in batches; none where it does not exist. */
  abstract readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * The log in commit order (or backwards) to its present end, in batches. System events are left out.
   * @throws PositionUnknown no event stands at `after`, as a server tells; where positions count events, as in the
   *   adapters in this process, every number is one to read on from
   */
  abstract readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * The log stream by stream, in no particular order of streams: the events of each follow one another in order, in
   * batches that may hold several streams or a part of one. For whoever wants to know each stream whole without
   * keeping the log in memory; only the names of the streams are kept here, which an adapter may spare itself.
   */
  async *readByStream({ upTo, share = WHOLE }: ReadByStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const last = upTo ?? (await this.head()) ?? 0n;
    const names = new Set<string>();
    for await (const batch of this.readAll({ batchSize: NAMES_BATCH_SIZE })) {
      for (const { stream, position } of batch) if (position <= last && isIn(stream, share)) names.add(stream);
      if ((batch.at(-1)?.position ?? 0n) >= last) break;
    }
    const left = [...names];
    while (left.length > 0) {
      const together = left.splice(0, STREAMS_AT_A_TIME).map((name) => this.streamUpTo(name, last));
      for (const events of await Promise.all(together)) if (events.length > 0) yield events;
    }
  }

  private async streamUpTo(name: string, last: Position): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const batch of this.readStream(name)) {
      for (const event of batch) if (event.position <= last) events.push(event);
      if ((batch.at(-1)?.position ?? 0n) > last) break;
    }
    return events;
  }

  /**
   * As readAll, then live: waits for what is appended next, by whichever process. Ends when the signal aborts and
   * in no other way.
   * @throws PositionUnknown as readAll
   * @throws StoreUnavailable closed or lost meanwhile; begin again after the last position seen
   */
  abstract follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]>;

  /** The position of the last event; null while the log is empty. */
  abstract head(): Promise<Position | null>;

  abstract close(): Promise<void>;
}

const WHOLE: Share = { index: 0, of: 1 };
const NAMES_BATCH_SIZE = 5_000;
/** So that whoever answers from afar is not waited for once a stream. */
const STREAMS_AT_A_TIME = 16;

/** The same name falls to the same share wherever it is asked (FNV-1a). */
function isIn(stream: string, { index, of }: Share): boolean {
  if (of === 1) return true;
  let hash = 0x811c9dc5;
  for (let at = 0; at < stream.length; at += 1) hash = Math.imul(hash ^ stream.charCodeAt(at), 0x01000193) >>> 0;
  return hash % of === index;
}

/** Another writer got there first. Read again and decide again. */
export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number | 'none',
  ) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
  }
}

/** The id stands in the log already, and not as a repeat of this very append. */
export class EventIdTaken extends Error {
  constructor(readonly eventId: string) {
    super(`event id ${eventId} is taken`);
  }
}

/** The append can never be taken: no event, an id that is no UUID, an empty name, data that is not a JSON object. */
export class InvalidAppend extends Error {}

/** The store was not heard in time. Whether it wrote is not known; a repeat with the same ids is safe. */
export class OutcomeUnknown extends Error {}

/** More than the store takes in one append. */
export class AppendTooLarge extends Error {
  constructor(
    readonly limitBytes: number,
    options?: ErrorOptions,
  ) {
    super(`the append is larger than the ${limitBytes} bytes the store takes at once`, options);
  }
}

/** The disk is full. Nothing was written; reads go on, and appends do once there is room. */
export class StorageFull extends Error {}

/** The store cannot be reached or refuses to serve. */
export class StoreUnavailable extends Error {}

/** Somebody deleted the stream at the server for good: it is not to be read, and nothing can be appended again. */
export class StreamDeleted extends StoreUnavailable {
  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`stream ${stream} was deleted for good`, options);
  }
}

/** No event of this log stands at the position, so a server does not read on from there. */
export class PositionUnknown extends StoreUnavailable {
  constructor(
    readonly position: Position,
    options?: ErrorOptions,
  ) {
    super(`no event of this log stands at position ${position}`, options);
  }
}

/** What stands in the log was not written through this port. Whoever reads on past it would miss a fact. */
export class UnreadableEvent extends StoreUnavailable {}
