import type { OwnStreamsOptions } from './own-streams.js';
import { Backoff } from '../port/waiting.js';

/** Time limits of the adapter, in milliseconds, and the size of an append. */
export type KurrentOptions = {
  /** For one append with all its retries; 10,000 when left out. */
  readonly appendPatienceMs?: number;
  /** For one attempt at an append, a little more than the server's own limit; 3,000 when left out. */
  readonly attemptMs?: number;
  /** For a read of one page with all its retries; 8,000 when left out. */
  readonly readPatienceMs?: number;
  /** From one event to the next in one attempt at a read; 3,000 when left out. */
  readonly readAttemptMs?: number;
  /** How long a follower waits without an event before it asks whether the log has grown; 5,000 when left out. */
  readonly silenceMs?: number;
  /** Maximum bytes of one append; 1 MiB when left out, the default of every version. A server may still refuse. */
  readonly maxAppendBytes?: number;
  /** Which streams are ours; left out: all of the server. */
  readonly own?: OwnStreamsOptions;
};

export type Patience = Required<Omit<KurrentOptions, 'maxAppendBytes' | 'own'>>;

export const patienceOf = (options: KurrentOptions): Patience => ({
  appendPatienceMs: options.appendPatienceMs ?? 10_000,
  attemptMs: options.attemptMs ?? 3_000,
  readPatienceMs: options.readPatienceMs ?? 8_000,
  readAttemptMs: options.readAttemptMs ?? 3_000,
  silenceMs: options.silenceMs ?? 5_000,
});

/** Between attempts at one call to the server. */
export const serverBackoff = (): Backoff => new Backoff(25, 2_000);
