import { appendSize, type ProposedEvent } from './database/records.js';
import { appendTooLarge, eventTooLarge, malformed } from './wire/failures.js';

const MIB = 1024 * 1024;
const LARGEST_RECORD = 16 * MIB;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** What a server of a version takes. Sizes in bytes: data, metadata and twice the length of the type. */
export type Limits = {
  readonly appendBytes: number;
  /** Infinity where no limit of its own is configured; a record never holds more than 16 MiB. */
  readonly eventBytes: number;
  /** Calls at once on one connection: subscriptions, reads and appends with a call of their own share them. */
  readonly callsPerConnection: number;
  /** How long a server waits for an append, milliseconds, whatever later deadline the client sets. */
  readonly writeTimeoutMs: number;
  /** Whether subscriptions are told when they have caught up. */
  readonly saysCaughtUp: boolean;
  /** Whether a live subscription that falls behind is ended, instead of reading on. */
  readonly dropsSlowSubscribers: boolean;
};

/** @param version such as `24.10.0`: 1 MiB an append through 25.0; 256 MiB, and 16 MiB an event, from 25.1 on */
export function limitsOf(version: string): Limits {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since = (year: number, release: number) => major > year || (major === year && minor >= release);
  return {
    appendBytes: since(25, 1) ? 256 * MIB : MIB,
    eventBytes: since(25, 1) ? 16 * MIB : Infinity,
    callsPerConnection: 100,
    writeTimeoutMs: 2000,
    saysCaughtUp: since(23, 10),
    dropsSlowSubscribers: !since(24, 0),
  };
}

/** @throws Failure where a server would not even try to write these events */
export function admit(limits: Limits, events: readonly ProposedEvent[]): void {
  let bytes = 0;
  for (const event of events) {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event.id)) throw malformed('Unrecognized Guid format.');
    if (event.id === NO_ID) throw malformed("Empty eventId provided. (Parameter 'eventId')");
    if (event.type === '') throw malformed("Empty eventType provided. (Parameter 'eventType')");
    const size = appendSize(event);
    if (size > limits.eventBytes) throw eventTooLarge(event.id, size, limits.eventBytes);
    if (size > LARGEST_RECORD) throw malformed("Record is too big. (Parameter 'data')");
    bytes += size;
    if (bytes > limits.appendBytes) throw appendTooLarge(limits.appendBytes);
  }
}
