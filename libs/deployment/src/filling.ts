import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { RelationshipViews, type ViewsDatabase } from '#read-models';
import { DAY_MS } from '#relationship';
import { calendarOf } from './calendar.js';
import type { ReadOnlyLog } from './read-only.js';
import { DEFAULT_MIN_SHADOW_DAYS, type StorageSettings } from './settings/storage-settings.js';

/** What fills views from a log that this process only reads. @throws ConfigurationInvalid */
export async function fillingFrom(settings: StorageSettings, { store, keys }: ReadOnlyLog, db: ViewsDatabase) {
  const minShadowMs = (settings.modelMinShadowDays ?? DEFAULT_MIN_SHADOW_DAYS) * DAY_MS;
  const models = new ModelLog(store, { minShadowMs }, Date.now, await calendarOf(settings.calendar));
  await models.read();
  return { store, db, relationships: new RelationshipViews(db, new ContactLog(store, await keys()), models), models };
}
