// What the client's errors mean. They come in several shapes: its own classes, raw gRPC errors, plain Errors.
import {
  AppendTooLarge,
  InvalidAppend,
  PositionUnknown,
  StoreUnavailable,
  StreamDeleted,
  type Position,
} from '../port/event-store.js';

export type Failure =
  /** Another writer was there first. `actual` where the stream stands. */
  | { readonly is: 'CONFLICT'; readonly actual: number | 'none'; readonly error: Error }
  /** Decided by the server, and it would decide so again. */
  | { readonly is: 'REFUSED'; readonly error: Error }
  /** No stream of that name, or it is soft-deleted. */
  | { readonly is: 'NOT_FOUND'; readonly error: Error }
  /** Nothing was done: it was not heard, or by a node that does not lead. May be tried again. */
  | { readonly is: 'NOT_DONE'; readonly error: Error }
  /** It may or may not have been done. */
  | { readonly is: 'IN_DOUBT'; readonly error: Error };

/** No answer came within the time we allow. */
export class NoAnswer extends Error {}

const INVALID_ARGUMENT = 3;
const PERMISSION_DENIED = 7;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** Said by the connection, not by a server: the call never left. */
const NEVER_SENT = /No connection established|Waiting for LB pick|Failed to discover|ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;
/** Said by a server that has not looked at the call. */
const NOT_HANDLED = /Server Is Not Ready|Server Is Too Busy|No leader info available/;
/** Of one event, by servers from 25.1, which the client does not know; of the whole append, by all. */
const TOO_LARGE = /Maximum Append (?:Event )?Size of (\d+)/i;
const NO_SUCH_POSITION = /invalid position/i;

/** Whatever the client throws: every field may be missing. */
type Said = {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message: string;
  readonly actualVersion?: unknown;
  readonly maxAppendSize?: unknown;
};

/** What was asked of the server, for messages. */
export type Asked = {
  readonly stream?: string;
  /** Where the log was to be read on from. */
  readonly from?: Position;
};

export function failureOf(thrown: unknown, { stream = '$all', from }: Asked = {}): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const said: Said = error;
  switch (said.type) {
    case 'wrong-expected-version':
      return { is: 'CONFLICT', actual: revisionOf(said.actualVersion), error };
    case 'stream-not-found':
      return { is: 'NOT_FOUND', error };
    case 'stream-deleted':
      return { is: 'REFUSED', error: new StreamDeleted(stream, { cause: error }) };
    case 'maximum-append-size-exceeded':
      return { is: 'REFUSED', error: new AppendTooLarge(Number(said.maxAppendSize), { cause: error }) };
    case 'access-denied':
      return denied(error);
    case 'not-leader':
      return { is: 'NOT_DONE', error };
    default:
      return byCode(said, error, from);
  }
}

function byCode(said: Said, error: Error, from: Position | undefined): Failure {
  const limit = TOO_LARGE.exec(said.message)?.[1];
  if (limit !== undefined) return { is: 'REFUSED', error: new AppendTooLarge(Number(limit), { cause: error }) };
  if (from !== undefined && said.code === INVALID_ARGUMENT && NO_SUCH_POSITION.test(said.message))
    return { is: 'REFUSED', error: new PositionUnknown(from, { cause: error }) };
  switch (said.code) {
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return denied(error);
    case INVALID_ARGUMENT:
    case FAILED_PRECONDITION:
      return { is: 'REFUSED', error: new InvalidAppend(`the server refuses: ${said.message}`, { cause: error }) };
    case UNIMPLEMENTED:
      return { is: 'REFUSED', error: unavailable('it is no EventStoreDB or KurrentDB that answers', error) };
    default:
      return { is: isNotDone(said.message) ? 'NOT_DONE' : 'IN_DOUBT', error };
  }
}

const isNotDone = (message: string): boolean => NEVER_SENT.test(message) || NOT_HANDLED.test(message);

const denied = (error: Error): Failure => ({
  is: 'REFUSED',
  error: unavailable('the server does not let this user in, or not at this', error),
});

/** A bigint, negative where there is no stream, or a word. */
function revisionOf(actual: unknown): number | 'none' {
  const revision = typeof actual === 'bigint' ? Number(actual) : -1;
  return revision < 0 ? 'none' : revision;
}

export const unavailable = (says: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(cause instanceof Error ? `${says}: ${cause.message}` : says, { cause });
