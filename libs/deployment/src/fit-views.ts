import type { EventStore, LogIdentity } from '#event-store';
import { emptyViews, misfitOf, type Misfit, type ViewsDatabase } from '#read-models';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

/**
 * Empties views that are not those of the log, so that they are rebuilt. Views on a server that were made from another log
 * are left alone: that log may still be in use.
 * @returns why they are rebuilt; null if they are not @throws ConfigurationInvalid
 */
export async function fitViews(
  db: ViewsDatabase,
  store: EventStore,
  identity: LogIdentity,
  isShared: boolean,
): Promise<Misfit | null> {
  const misfit = await misfitOf(db, store, identity);
  if (misfit === 'another log' && isShared)
    throw new ConfigurationInvalid(
      'VIEWS_URL names a database with the views of another log. Set VIEWS_URL to another database; or, if that log is no longer used, empty this one: the views are then built from the log.',
    );
  if (misfit !== null) await emptyViews(db);
  return misfit;
}
