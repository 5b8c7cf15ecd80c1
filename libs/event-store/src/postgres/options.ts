/** Time limits of the adapter, in milliseconds, and the size of an append. */
export type PostgresOptions = {
  /** Reads and follows an existing log, and makes no tables. */
  readonly readOnly?: boolean;
  /** For one append with all its retries; 10,000 when left out. */
  readonly appendPatienceMs?: number;
  /** For a read of one page with all its retries; 8,000 when left out. */
  readonly readPatienceMs?: number;
  /** For one connection or one statement, its wait for the lock of the log included; 4,000 when left out. */
  readonly attemptMs?: number;
  /** How often a follower asks whether the log has grown, beside being told; 500 when left out. */
  readonly lookEveryMs?: number;
  /** Maximum bytes of one append; 1 MiB when left out. */
  readonly maxAppendBytes?: number;
};

export type Patience = Required<Omit<PostgresOptions, 'maxAppendBytes' | 'readOnly'>>;

export const patienceOf = (options: PostgresOptions): Patience => ({
  appendPatienceMs: options.appendPatienceMs ?? 10_000,
  readPatienceMs: options.readPatienceMs ?? 8_000,
  attemptMs: options.attemptMs ?? 4_000,
  lookEveryMs: options.lookEveryMs ?? 500,
});
