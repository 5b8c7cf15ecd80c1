// Classifies the client's errors. They have several shapes: its own classes, raw gRPC errors, plain Errors.
import {
  AppendTooLarge,
  InvalidAppend,
  PositionUnknown,
  StoreUnavailable,
  StreamDeleted,
  type Position,
} from '../port/event-store.js';

export type Failure =
  /** Another writer appended first. `actual` is the last revision of the stream. */
  | { readonly is: 'CONFLICT'; readonly actual: number | 'none'; readonly error: Error }
  /** The server refused, and would refuse again. */
  | { readonly is: 'REFUSED'; readonly error: Error }
  /** No stream of that name, or it is soft-deleted. */
  | { readonly is: 'NOT_FOUND'; readonly error: Error }
  /** Nothing was done: the call did not arrive, or reached a node that is not the leader. May be retried. */
  | { readonly is: 'NOT_DONE'; readonly error: Error }
  /** The server may or may not have done it. */
  | { readonly is: 'IN_DOUBT'; readonly error: Error };

/** No answer came within the time we allow. */
export class NoAnswer extends Error {}

const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const PERMISSION_DENIED = 7;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** Errors of the connection, not of a server: the call was never sent. */
const NEVER_SENT = /No connection established|Waiting for LB pick|Failed to discover|ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;
const UNCONNECTED = /No connection established|Waiting for LB pick|Failed to discover/;
/** Errors of a server that did not process the call. */
const NOT_HANDLED = /Server Is Not Ready|Server Is Too Busy|No leader info available/;
/** Limit of the whole append, or of one event. The second comes from servers since 25.1; the client does not know it. */
const TOO_LARGE = /Maximum Append (?:Event )?Size of (\d+)/i;
const NO_SUCH_POSITION = /invalid position/i;

/** What the client throws: every field except the message may be missing. */
type Said = {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message: string;
  readonly actualVersion?: unknown;
  readonly maxAppendSize?: unknown;
};

/** What the call asked for, for messages. */
export type Asked = {
  readonly stream?: string;
  /** The position at which the read of the log started. */
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
      return { is: 'REFUSED', error: unavailable('the server that answers is not EventStoreDB or KurrentDB', error) };
    default:
      return { is: isNotDone(said.message) ? 'NOT_DONE' : 'IN_DOUBT', error };
  }
}

/** Whether nobody answered at all: then the node may stand still, or be cut off. */
export function isUnanswered(thrown: unknown): boolean {
  if (thrown instanceof NoAnswer) return true;
  const { code, message }: Partial<Said> = thrown instanceof Error ? thrown : {};
  return code === DEADLINE_EXCEEDED || UNCONNECTED.test(message ?? '');
}

const isNotDone = (message: string): boolean => NEVER_SENT.test(message) || NOT_HANDLED.test(message);

/** The server refuses the user, or this call of it. */
export class AccessRefused extends StoreUnavailable {}

const denied = (error: Error): Failure => ({
  is: 'REFUSED',
  error: new AccessRefused(`the server refuses this user, or does not permit this call to it: ${error.message}`, {
    cause: error,
  }),
});

/** @param actual a bigint, negative if there is no stream; or a word */
function revisionOf(actual: unknown): number | 'none' {
  const revision = typeof actual === 'bigint' ? Number(actual) : -1;
  return revision < 0 ? 'none' : revision;
}

export const unavailable = (says: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(cause instanceof Error ? `${says}: ${cause.message}` : says, { cause });
