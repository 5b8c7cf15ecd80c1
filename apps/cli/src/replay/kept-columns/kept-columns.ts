import { contactsEverJoined, customerOf } from '#contact-log';
import { calendarOf } from '#deployment';
import type { EventStore } from '#event-store';
import { ColumnsWriter, type EvidenceColumns, type WaitingDocument } from '#replay';
import { derive } from '../../derive/derive.js';
import { contactsOf, countingFor } from '../../derive/whole-relationships.js';
import type { Session } from '../../session/session.js';
import { ColumnsFile, type Hours } from './columns-file.js';

export type KeepOptions = {
  readonly file: string;
  readonly workers?: number;
  readonly read: (events: number) => void;
  /** The hours of the models that will weigh the columns. */
  readonly waitings: readonly WaitingDocument[];
};

/** If a larger share of relationships has changed, reading the whole log is faster than reading each of them. */
const MOST_CHANGED = 0.2;

/** The evidence of all relationships from the file, which is first updated to the end of the log. */
export async function* keptColumns(session: Session, options: KeepOptions): AsyncIterable<EvidenceColumns> {
  const file = new ColumnsFile(options.file);
  try {
    await catchUp(file, session, options);
    yield* file.parts();
  } finally {
    file.close();
  }
}

async function catchUp(file: ColumnsFile, session: Session, options: KeepOptions): Promise<void> {
  const { store } = session.reading;
  const logId = await firstEventOf(store);
  const isUpToDate = () =>
    file.checkpoint?.logId === logId && file.checkpoint.position === session.head && judgesBy(file, session, options);
  if (isUpToDate() || logId === null) return;
  await file.changing(async () => {
    // Another process may have updated it while this one waited for the transaction.
    if (isUpToDate()) return;
    const { checkpoint } = file;
    const isOfThisLog = checkpoint?.logId === logId && checkpoint.position <= session.head;
    const changed =
      isOfThisLog && judgesBy(file, session, options)
        ? await changedSince(session, checkpoint.position, options.read)
        : null;
    const hours = changed === null ? hoursOf(session, options) : (checkpoint?.hours ?? hoursOf(session, options));
    if (changed === null || changed.size > MOST_CHANGED * file.relationships)
      await rebuild(file, session, options, hours);
    else await renew(file, session, changed, hours);
    file.moveTo({ logId, position: session.head, hours });
  });
}

const hoursOf = ({ settings }: Session, { waitings }: KeepOptions): Hours => ({
  waitings,
  calendar: settings.calendar ?? null,
});

/** Whether the file has what these models need: their hours, counted by the present calendar. */
function judgesBy({ checkpoint }: ColumnsFile, session: Session, options: KeepOptions): boolean {
  const { waitings, calendar } = hoursOf(session, options);
  const kept = new Set(checkpoint?.hours.waitings.map((each) => JSON.stringify(each)));
  const isOfThisCalendar = JSON.stringify(checkpoint?.hours.calendar ?? null) === JSON.stringify(calendar);
  return waitings.every((each) => kept.has(JSON.stringify(each))) && (isOfThisCalendar || kept.size === 0);
}

async function rebuild(
  file: ColumnsFile,
  { settings, reading, head }: Session,
  { workers, read }: KeepOptions,
  { waitings, calendar }: Hours,
) {
  file.forgetAll();
  const scopes = [{ knownAt: Infinity, since: -Infinity }];
  const wanted = { upTo: head, scopes, waitings, calendar: calendar ?? undefined };
  for await (const { columns } of derive({ settings, reading, wanted, workers, read })) file.add(columns);
}

async function renew(
  file: ColumnsFile,
  { reading, head }: Session,
  changed: ReadonlySet<string>,
  { waitings, calendar }: Hours,
): Promise<void> {
  const all = new Set(changed);
  const writer = new ColumnsWriter(waitings, await calendarOf(calendar ?? undefined));
  for (const customerId of all) {
    const own = await contactsOf(reading.store, customerId, head);
    const joined = await contactsEverJoined(customerId, own, (each) => contactsOf(reading.store, each, head));
    // What changes with one of several that are merged, or were, may change them all.
    for (const { data } of joined) all.add(data.customerId);
    const counting = countingFor(customerId, joined);
    if (counting.length > 0) writer.add(customerId, counting);
  }
  file.forget(all);
  if (writer.relationships > 0) file.add(writer.done());
}

async function changedSince(
  { reading, head }: Session,
  position: bigint,
  read: (events: number) => void,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for await (const batch of reading.store.readAll({ after: position, batchSize: 5_000 })) {
    for (const event of batch) {
      const customerId = event.position <= head ? customerOf(event.stream) : null;
      if (customerId !== null) changed.add(customerId);
    }
    read(batch.length);
    if ((batch.at(-1)?.position ?? 0n) >= head) break;
  }
  return changed;
}

/** The id of the first event, which identifies the log; null if it is empty. */
async function firstEventOf(store: EventStore): Promise<string | null> {
  for await (const [first] of store.readAll({ limit: 1 })) return first?.id ?? null;
  return null;
}
