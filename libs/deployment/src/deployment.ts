import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContactLog, KeyRing, NeedLog } from '#contact-log';
import type { EventStore } from '#event-store';
import {
  migrateViews,
  openSqliteViews,
  Projector,
  RelationshipViews,
  Views,
  type ViewsDatabase,
  Watcher,
} from '#read-models';
import { NO_HOLIDAYS } from '#relationship';
import { TRUST_BETA_1, type TrustModel } from '#trust';
import { needIndex } from './need-index.js';
import { openLog } from './open-log.js';
import type { StorageSettings } from './settings.js';

/** Everything that one process works with, opened. */
export type Deployment = {
  readonly store: EventStore;
  readonly log: ContactLog;
  /** The needs register; once the projector runs, a server calls its `resume`. */
  readonly needs: NeedLog;
  readonly views: Views;
  /** The tables behind the views. */
  readonly db: ViewsDatabase;
  readonly projector: Projector;
  readonly watcher: Watcher;
  readonly model: TrustModel;
  /** Brings list rows up to the present. */
  readonly relationships: RelationshipViews;
  /** Stops projecting, then closes everything. */
  close(): Promise<void>;
};

/**
 * The one place where stores are chosen: a log, the keys beside it and the views, each in a file of its own unless the
 * settings name a server.
 * @param now the clock, milliseconds since the epoch
 */
export async function openDeployment(settings: StorageSettings, now: () => number = Date.now): Promise<Deployment> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(settings.dataDir, name);
  const store = await openLog(settings);
  const keys = new KeyRing(file('keys.db'));
  const db: ViewsDatabase = openSqliteViews(file('views.db'));
  await migrateViews(db);
  const log = new ContactLog(store, keys, now);
  const relationships = new RelationshipViews(db, log, TRUST_BETA_1, NO_HOLIDAYS, now);
  const projector = new Projector(store, db, relationships);
  const views = new Views(db, log, relationships);
  return {
    store,
    log,
    db,
    needs: new NeedLog(store, log, needIndex(store, projector, views), now),
    views,
    projector,
    watcher: new Watcher(log, db, relationships, NO_HOLIDAYS, TRUST_BETA_1, now),
    relationships,
    model: TRUST_BETA_1,
    async close() {
      await projector.stop();
      await db.destroy();
      await store.close();
      keys.close();
    },
  };
}
