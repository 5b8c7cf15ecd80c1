import { customerOf, inClear, type KeyRing } from '#contact-log';
import { DamagedEvent, type EventStore, type JsonObject, type LogIdentity, type StoredEvent } from '#event-store';
import { toIso } from '#relationship';
import { count } from '../terminal/text-table.js';
import { about, type Finding } from './finding.js';

/** What a read of every event finds. */
export type LogRead = {
  readonly events: number;
  /** The latest time at which an event was committed, milliseconds since the epoch; 0 for an empty log. */
  readonly newest: number;
  readonly damaged: readonly string[];
  /** Customers with sealed facts of which the file of keys has never heard. */
  readonly withoutKey: ReadonlySet<string>;
  /** How many events hold a field in clear text that would be sealed or refused today, by the field. */
  readonly inClear: ReadonlyMap<string, number>;
};

const MOST_NAMED = 5;
/** Clocks of several machines differ by less. */
const TOLERANCE_MS = 2_000;

/** Reads the log once, for every check that needs all of it. @param keys null where they cannot be opened */
export async function readLog(store: EventStore, keys: KeyRing | null): Promise<LogRead> {
  let [events, newest] = [0, 0];
  const damaged: string[] = [];
  const withoutKey = new Set<string>();
  const clear = new Map<string, number>();
  for await (const batch of store.readAll())
    for (const event of batch) {
      events += 1;
      newest = Math.max(newest, event.appendedAt);
      const content = contentOf(event);
      const customerId = customerOf(event.stream);
      if (content instanceof DamagedEvent) damaged.push(content.message);
      else {
        if (customerId !== null && 'sealed' in content && keys?.knows(customerId) === false) withoutKey.add(customerId);
        for (const field of inClear(event)) clear.set(field, (clear.get(field) ?? 0) + 1);
      }
    }
  return { events, newest, damaged, withoutKey, inClear: clear };
}

function contentOf(event: StoredEvent): JsonObject | DamagedEvent {
  try {
    return event.data;
  } catch (error) {
    if (error instanceof DamagedEvent) return error;
    throw error;
  }
}

export function checkLog({ events, damaged }: LogRead, identity: LogIdentity | null): readonly Finding[] {
  const { ok, look, wrong } = about('log');
  const which = identity === null ? 'it does not say which log it is' : `log ${identity.lineage}`;
  const unidentified =
    identity === null && events > 0 ? [look(which, 'Nothing: the next start of a server gives it an identity.')] : [];
  if (damaged.length === 0) return [ok(`${count(events)} events, each whole; ${which}`), ...unidentified];
  const named = damaged.slice(0, MOST_NAMED).join(' ');
  return [
    wrong(
      `${count(damaged.length)} of ${count(events)} events are damaged: ${named}`,
      'Put the log back from a backup; see docs/troubleshooting.md.',
    ),
  ];
}

/** Whether the clock is before what the log says was recorded. @param now milliseconds since the epoch */
export function checkClock(newest: number, now: number): readonly Finding[] {
  const { ok, wrong } = about('clock');
  if (newest <= now + TOLERANCE_MS) return [ok(`it says ${toIso(now)}, after all events`)];
  return [
    wrong(
      `it says ${toIso(now)}, but the log holds an event of ${toIso(newest)}`,
      'Set the clock of this machine. If it is right, it once ran ahead while contacts were recorded; see docs/troubleshooting.md.',
    ),
  ];
}

export function checkSealed({ withoutKey }: LogRead): readonly Finding[] {
  const { ok, wrong } = about('keys');
  if (withoutKey.size === 0) return [ok('every customer with personal data has a key, or was erased')];
  const named = [...withoutKey].slice(0, MOST_NAMED).join(', ');
  return [
    wrong(
      `${count(withoutKey.size)} customers with personal data have no key: ${named}`,
      'Put back the file of keys that belongs to this log: without it their personal data cannot be read.',
    ),
  ];
}

/** What earlier releases wrote in clear text. It stays: a stored event is never changed. */
export function checkClear({ inClear: fields }: LogRead): readonly Finding[] {
  const { ok, look } = about('log');
  if (fields.size === 0) return [ok('nothing personal stands in it in clear text')];
  const each = [...fields].map(([field, events]) => `${field} (${count(events)})`).join(', ');
  return [
    look(
      `earlier releases wrote in clear text what is sealed or refused today, by field and number of events: ${each}`,
      'No key makes it unreadable, so an erasure leaves it; see docs/personal-data.md for what can be done.',
    ),
  ];
}
