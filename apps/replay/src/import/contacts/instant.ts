import { DateTime } from 'luxon';

const WITH_ZONE = /T.*(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an ISO 8601 time with its zone; null where the text is none. */
export function instantOf(text: string): number | null {
  const time = WITH_ZONE.test(text) ? DateTime.fromISO(text) : null;
  return time?.isValid ? time.toMillis() : null;
}
