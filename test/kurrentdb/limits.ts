import { appendSize, type ProposedEvent } from './database/records.js';

const MIB = 1024 * 1024;

/** What a server of a version takes. Sizes in bytes: data, metadata and twice the length of the type. */
export type Limits = {
  readonly appendBytes: number;
  readonly eventBytes: number | null;
  /** Calls at once on one connection: subscriptions, reads and appends with a call of their own share them. */
  readonly streamsPerConnection: number;
  /** Whether subscriptions are told when they have caught up. */
  readonly saysCaughtUp: boolean;
};

/** @param version such as `24.10.0`; through 25.0 an append is limited to 1 MiB, from 25.1 to 256 MiB and 16 MiB an event */
export function limitsOf(version: string): Limits {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since = (year: number, release: number) => major > year || (major === year && minor >= release);
  return {
    appendBytes: since(25, 1) ? 256 * MIB : MIB,
    eventBytes: since(25, 1) ? 16 * MIB : null,
    streamsPerConnection: 100,
    saysCaughtUp: since(23, 10),
  };
}

export type Exceeded = { readonly limitBytes: number };

/** @returns the limit that an append is over, if any */
export function exceeded(limits: Limits, events: readonly ProposedEvent[]): Exceeded | null {
  const bytes = events.reduce((sum, event) => sum + appendSize(event), 0);
  return bytes > limits.appendBytes ? { limitBytes: limits.appendBytes } : null;
}
