import { DateTime } from 'luxon';

/** Neither 24:00, which is the next day, nor a zone a day away is one. */
const WITH_ZONE = /T(?!24).*(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Milliseconds since the epoch of an ISO 8601 time with its zone; null where the text is none. */
export function instantOf(text: string): number | null {
  const time = WITH_ZONE.test(text) ? DateTime.fromISO(text) : null;
  return time?.isValid ? time.toMillis() : null;
}
