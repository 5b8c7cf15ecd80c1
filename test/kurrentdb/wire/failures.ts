import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import protobuf from 'google-protobuf';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { streamIdentifier } from './messages.js';

/** How a failure of one append is told on a batch stream, which goes on. */
export type InBatch = {
  readonly code: code.Code;
  readonly message: string;
  /** Full name of the message that `details` holds. */
  readonly type: string;
  readonly details: Uint8Array;
};

/** A call that ends with a gRPC status; what kind of failure it is stands in the `exception` trailer. */
export class Failure extends Error implements ServiceError {
  readonly details: string;
  readonly metadata = new Metadata();

  /** @param inBatch left out: such a failure ends a batch stream as it ends any call */
  constructor(
    readonly code: status,
    message: string,
    trailers: Readonly<Record<string, string>> = {},
    readonly inBatch?: InBatch,
  ) {
    super(message);
    this.details = message;
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure(status.UNKNOWN, 'Exception was thrown by handler.');

export const notLeader = (leader: { readonly host: string; readonly port: number }): Failure =>
  new Failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });

/** What a server (23.10) answers to a read forwards from the end of a stream. */
export const readFailed = (): Failure => new Failure(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');

/** How a server before 24 ends a live subscription whose reader lags. */
export const tooSlow = (): Failure =>
  new Failure(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

/** A server that starts, stops, or knows of no leader. */
export const notReady = (): Failure =>
  new Failure(
    status.UNAVAILABLE,
    'Server Is Not Ready',
    {},
    {
      code: code.Code.OK,
      message: 'Server Is Not Ready',
      type: 'google.protobuf.Empty',
      details: new empty.Empty().serializeBinary(),
    },
  );

/** The server gave up on its own write: it may have been written or not. */
export const timedOut = (): Failure =>
  new Failure(
    status.ABORTED,
    'Operation timed out: Prepare phase timeout.',
    {},
    {
      code: code.Code.DEADLINE_EXCEEDED,
      message: 'Timeout',
      type: 'event_store.client.Timeout',
      details: new shared.Timeout().serializeBinary(),
    },
  );

export const accessDenied = (): Failure =>
  new Failure(
    status.PERMISSION_DENIED,
    'Access Denied',
    { exception: 'access-denied' },
    {
      code: code.Code.PERMISSION_DENIED,
      message: 'AccessDenied',
      type: 'event_store.client.AccessDenied',
      details: new shared.AccessDenied().serializeBinary(),
    },
  );

/** A login that is not known, or another password. */
export const unauthenticated = (): Failure => new Failure(status.UNAUTHENTICATED, 'Unauthenticated');

export const streamDeleted = (stream: string): Failure =>
  new Failure(
    status.FAILED_PRECONDITION,
    `Event stream '${stream}' is deleted.`,
    { exception: 'stream-deleted', 'stream-name': stream },
    {
      code: code.Code.NOT_FOUND,
      message: 'StreamDeleted',
      type: 'event_store.client.StreamDeleted',
      details: new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream)).serializeBinary(),
    },
  );

/** Of a deletion: an append says it in its answer. */
export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): Failure =>
  new Failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expected.toString(),
      'actual-version': actual.toString(),
    },
  );

export const invalidPosition = (): Failure =>
  new Failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

export const appendTooLarge = (limitBytes: number): Failure =>
  new Failure(
    status.INVALID_ARGUMENT,
    `Maximum Append Size of ${limitBytes} Exceeded.`,
    { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(limitBytes) },
    {
      code: code.Code.INVALID_ARGUMENT,
      message: 'MaximumAppendSizeExceeded',
      type: 'event_store.client.MaximumAppendSizeExceeded',
      details: new shared.MaximumAppendSizeExceeded().setMaxappendsize(limitBytes).serializeBinary(),
    },
  );

/** Newer than the client's stubs: the message is written field by field. */
export function eventTooLarge(id: string, bytes: number, limitBytes: number): Failure {
  const details = new protobuf.BinaryWriter();
  details.writeString(1, id);
  details.writeUint32(2, bytes);
  details.writeUint32(3, limitBytes);
  return new Failure(
    status.INVALID_ARGUMENT,
    `Event with Id: ${id}, Size: ${bytes}, exceeds Maximum Append Event Size of ${limitBytes}.`,
    { exception: 'maximum-append-event-size-exceeded', 'maximum-append-event-size': String(limitBytes) },
    {
      code: code.Code.INVALID_ARGUMENT,
      message: 'MaximumAppendEventSizeExceeded',
      type: 'event_store.client.MaximumAppendEventSizeExceeded',
      details: details.getResultBuffer(),
    },
  );
}

/** An append of its own says no more than that something was thrown; a batch stream names what. */
export const malformed = (message: string): Failure =>
  new Failure(
    status.UNKNOWN,
    'Exception was thrown by handler.',
    {},
    {
      code: code.Code.INVALID_ARGUMENT,
      message: 'BadRequest',
      type: 'event_store.client.BadRequest',
      details: new shared.BadRequest().setMessage(message).serializeBinary(),
    },
  );
