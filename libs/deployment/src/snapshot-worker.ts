// A worker thread that fills the tables of a snapshot, with its own connections to log and keys, so that the main thread can
// serve requests.
import { parentPort, workerData } from 'node:worker_threads';
import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { fillSnapshot, modelFrom, openSqliteViews, type SnapshotOrder } from '#read-models';
import { calendarOf } from './calendar.js';
import { openForReading } from './read-only.js';
import type { StorageSettings } from './settings/storage-settings.js';

export type SnapshotWork = SnapshotOrder & {
  readonly settings: StorageSettings;
  /** The file of the snapshot, with its tables. */
  readonly file: string;
  /** The as-of time, milliseconds since the epoch. */
  readonly now: number;
};
export type SnapshotMessage = { readonly opened: true } | { readonly done: number } | { readonly filled: true };

if (parentPort !== null) {
  const port = parentPort;
  const post = (message: SnapshotMessage): void => port.postMessage(message);
  const { settings, file, vantage, upTo, now } = workerData as SnapshotWork;
  const db = openSqliteViews(file, { withoutJournal: true });
  await db.selectFrom('checkpoint').selectAll().execute();
  post({ opened: true });
  const log = await openForReading(settings);
  try {
    const models = new ModelLog(log.store, { minShadowMs: 0 }, () => now, await calendarOf(settings.calendar));
    const registry = await models.read();
    const contacts = new ContactLog(log.store, await log.keys(), () => now);
    await fillSnapshot(db, {
      store: log.store,
      opened: (contact) => contacts.opened(contact),
      models: {
        activeFor: (segment) => modelFrom(registry, vantage, segment),
        named: (id) => modelFrom(registry, { ...vantage, model: id }, null),
      },
      now: () => now,
      vantage,
      upTo,
      reach: (done) => post({ done }),
    });
    post({ filled: true });
  } finally {
    await db.destroy();
    await log.close();
  }
}
