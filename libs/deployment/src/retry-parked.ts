import { identityOf } from '#event-store';
import { misfitOf, Projector, type ViewsDatabase } from '#read-models';
import { assertCalendarOf } from './calendar-of-views.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { fillingFrom } from './filling.js';
import { openForReading, openViewsToWrite } from './read-only.js';
import type { StorageSettings } from './settings/storage-settings.js';

/**
 * Projects what is parked again, beside servers: it reads the log, and writes nothing but the views of what is parked.
 * @param look called with the views afterwards
 * @throws ConfigurationInvalid where log, views and settings do not belong together; StoreUnavailable, ViewsUnavailable
 */
export async function retryParked<T>(
  settings: StorageSettings,
  look: (db: ViewsDatabase, released: number) => Promise<T>,
): Promise<T> {
  const log = await openForReading(settings);
  try {
    const db = openViewsToWrite(settings);
    try {
      if ((await misfitOf(db, log.store, await identityOf(log.store))) !== null)
        throw new ConfigurationInvalid('the views are not those of the log: start the server, which builds them anew');
      await assertCalendarOf(db, settings);
      const { store, relationships, models } = await fillingFrom(settings, log, db);
      return await look(db, await new Projector(store, db, relationships, models).retryParked());
    } finally {
      await db.destroy();
    }
  } finally {
    await log.close();
  }
}
