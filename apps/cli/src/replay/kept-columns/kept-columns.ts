import { customerOf, fromStored, streamOf } from '#contact-log';
import type { EventStore } from '#event-store';
import { ColumnsWriter, type EvidenceColumns } from '#replay';
import type { RecordedContact } from '#relationship';
import { derive } from '../../derive/derive.js';
import type { Session } from '../../session/session.js';
import { ColumnsFile } from './columns-file.js';

export type KeepOptions = {
  readonly file: string;
  readonly workers?: number;
  readonly read: (events: number) => void;
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
  const isUpToDate = () => file.checkpoint?.logId === logId && file.checkpoint.position === session.head;
  if (isUpToDate() || logId === null) return;
  await file.changing(async () => {
    // Another process may have updated it while this one waited for the transaction.
    if (isUpToDate()) return;
    const { checkpoint } = file;
    const isOfThisLog = checkpoint?.logId === logId && checkpoint.position <= session.head;
    const changed = isOfThisLog ? await changedSince(session, checkpoint.position, options.read) : null;
    if (changed === null || changed.size > MOST_CHANGED * file.relationships) await rebuild(file, session, options);
    else await renew(file, session, changed);
    file.moveTo({ logId, position: session.head });
  });
}

async function rebuild(file: ColumnsFile, { settings, reading, head }: Session, { workers, read }: KeepOptions) {
  file.forgetAll();
  const wanted = { upTo: head, scopes: [{ knownAt: Infinity, since: -Infinity }] };
  for await (const { columns } of derive({ settings, reading, wanted, workers, read })) file.add(columns);
}

async function renew(file: ColumnsFile, { reading, head }: Session, changed: ReadonlySet<string>): Promise<void> {
  file.forget(changed);
  const writer = new ColumnsWriter();
  for (const customerId of changed) writer.add(customerId, await contactsOf(reading.store, customerId, head));
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

async function contactsOf(store: EventStore, customerId: string, upTo: bigint): Promise<RecordedContact[]> {
  const contacts: RecordedContact[] = [];
  for await (const batch of store.readStream(streamOf(customerId)))
    for (const event of batch) {
      const contact = event.position <= upTo ? fromStored(event) : null;
      if (contact !== null) contacts.push(contact);
    }
  return contacts;
}

/** The id of the first event, which identifies the log; null if it is empty. */
async function firstEventOf(store: EventStore): Promise<string | null> {
  for await (const [first] of store.readAll({ limit: 1 })) return first?.id ?? null;
  return null;
}
