import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** A call that ends with a gRPC status; what kind of failure it is stands in the `exception` trailer. */
export class Failure extends Error implements ServiceError {
  readonly details: string;
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    message: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.details = message;
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

export const streamDeleted = (stream: string): Failure =>
  new Failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): Failure =>
  new Failure(
    status.FAILED_PRECONDITION,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expected.toString(),
      'actual-version': actual.toString(),
    },
  );

export const notLeader = (leader: { readonly host: string; readonly port: number }): Failure =>
  new Failure(status.NOT_FOUND, `Leader info available`, {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });

export const invalidPosition = (): Failure =>
  new Failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

export const maxAppendSizeExceeded = (limitBytes: number): Failure =>
  new Failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${limitBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limitBytes),
  });
