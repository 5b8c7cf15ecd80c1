/** The last event number a stream can have: a tombstone stands there, and `$tb` says so of a soft-deleted stream. */
export const DELETED_STREAM = 2n ** 63n - 1n;

/** An event as a client proposes it. */
export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};

/** An event as the log holds it. */
export type LogRecord = ProposedEvent & {
  readonly stream: string;
  readonly revision: bigint;
  /** Byte offset in the log: rises with every record, with gaps. */
  readonly position: bigint;
  /** Milliseconds since the epoch by the server's clock. */
  readonly created: number;
};

/** What the server counts of an event against its limit for an append, in bytes. */
export const appendSize = ({ type, data, metadata }: ProposedEvent): number =>
  data.length + metadata.length + 2 * type.length;

/** What a record takes in the log: its content and a header. */
export const recordSize = (stream: string, event: ProposedEvent): bigint =>
  BigInt(appendSize(event) + 2 * stream.length + 80);

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;
