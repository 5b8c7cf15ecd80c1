import { isCalendarOf, type ViewsDatabase } from '#read-models';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** With another calendar than the server, obligations would become due at other times. @throws ConfigurationInvalid */
export async function assertCalendarOf(db: ViewsDatabase, { calendar }: StorageSettings): Promise<void> {
  if (await isCalendarOf(db, JSON.stringify(calendar))) return;
  throw new ConfigurationInvalid(
    'CALENDAR is not the one by which the views were made: set it as the server has it, or start the server with it',
  );
}
