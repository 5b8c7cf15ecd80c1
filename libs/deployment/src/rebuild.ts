import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { identityOf } from '#event-store';
import {
  buildBeside,
  migrateViews,
  noteCalendar,
  openSqliteViews,
  PostgresRebuild,
  ViewsUnavailable,
  type Building,
  type ViewsDatabase,
} from '#read-models';
import { assertCalendarOf } from './calendar-of-views.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { fillingFrom } from './filling.js';
import { makePrivate } from './private-file.js';
import { openForReading, openViewsForReading, type ReadOnlyLog } from './read-only.js';
import { READY, takeRebuiltViews } from './rebuilt-views.js';
import type { StorageSettings } from './settings/storage-settings.js';

export type Rebuilding = Pick<Building, 'signal'> & {
  readonly reach: (stage: 'project' | 'rows' | 'replace', done: number, total: number) => void;
};

/** Another process rebuilds the same views. Nothing was done. */
export class RebuildRuns extends ConfigurationInvalid {
  constructor() {
    super('another process rebuilds these views: wait until it is done, or end it');
  }
}

const NEXT = 'views-next.db';
const LOOK_EVERY_MS = 300;

const JOURNALS = ['', '-wal', '-shm', '-journal'];
const remove = (file: string) => JOURNALS.forEach((suffix) => rmSync(`${file}${suffix}`, { force: true }));

/**
 * Builds the views anew beside the old ones, while servers go on, and then puts them in place in one step. Broken off at any
 * point, the next call goes on from there. A server that runs puts a file in place itself, within a second.
 * @throws RebuildRuns, ConfigurationInvalid, StoreUnavailable, ViewsUnavailable; the reason of the signal
 */
export async function rebuildViews(settings: StorageSettings, rebuilding: Rebuilding): Promise<void> {
  const log = await openForReading(settings);
  try {
    if ((await identityOf(log.store)) === null)
      throw new ConfigurationInvalid('the log is empty, or does not say which log it is: start a server first');
    if (settings.viewsUrl === undefined) await rebuildFile(settings, log, rebuilding);
    else await rebuildTables(settings, settings.viewsUrl, log, rebuilding);
  } finally {
    await log.close();
  }
}

/** Removes what an unfinished rebuild has built. @throws RebuildRuns */
export async function abandonRebuild({ dataDir, viewsUrl }: StorageSettings): Promise<void> {
  if (viewsUrl !== undefined) {
    const rebuild = await begun(viewsUrl);
    return rebuild.abandon().finally(() => rebuild.end());
  }
  const next = join(dataDir, NEXT);
  if (existsSync(next)) await openAlone(next).then((db) => db.destroy());
  remove(next);
  remove(join(dataDir, READY));
}

async function rebuildFile(settings: StorageSettings, log: ReadOnlyLog, rebuilding: Rebuilding): Promise<void> {
  const { dataDir } = settings;
  const [next, ready] = [join(dataDir, NEXT), join(dataDir, READY)];
  await assertCalendar(settings);
  if (!existsSync(ready)) {
    makePrivate(next);
    const db = await openAlone(next);
    try {
      await build(settings, log, db, rebuilding);
    } finally {
      await db.destroy();
    }
    settle(next);
    renameSync(next, ready);
  }
  rebuilding.reach('replace', 0, 1);
  while (existsSync(ready)) {
    if (await takeRebuiltViews(settings, null)) return;
    await pause(LOOK_EVERY_MS, undefined, { signal: rebuilding.signal });
  }
}

/** Only one process at a time may have it open. */
async function openAlone(file: string): Promise<ViewsDatabase> {
  try {
    return openSqliteViews(file, { alone: true });
  } catch (error) {
    if (error instanceof ViewsUnavailable && /locked|busy/i.test(error.message)) throw new RebuildRuns();
    throw error;
  }
}

/** One file, without a journal. */
function settle(file: string): void {
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  db.close();
}

async function rebuildTables(
  settings: StorageSettings,
  url: string,
  log: ReadOnlyLog,
  rebuilding: Rebuilding,
): Promise<void> {
  const rebuild = await begun(url);
  try {
    await assertCalendar(settings);
    const db = await rebuild.open();
    try {
      const catchUp = await build(settings, log, db, rebuilding);
      rebuilding.reach('replace', 0, 1);
      await rebuild.replace(catchUp, rebuilding.signal);
    } finally {
      await db.destroy();
    }
  } finally {
    await rebuild.end();
  }
}

async function begun(url: string): Promise<PostgresRebuild> {
  const rebuild = await PostgresRebuild.begin(url);
  if (rebuild === null) throw new RebuildRuns();
  return rebuild;
}

/** @returns takes in what was recorded since */
async function build(
  settings: StorageSettings,
  log: ReadOnlyLog,
  db: ViewsDatabase,
  { reach, signal }: Rebuilding,
): Promise<() => Promise<void>> {
  await migrateViews(db);
  await noteCalendar(db, JSON.stringify(settings.calendar));
  const parts = await fillingFrom(settings, log, db);
  await buildBeside(parts, { reach, signal });
  return () => buildBeside(parts, { reach: () => undefined, signal });
}

/** Views that are damaged, or of an earlier release, say nothing of their calendar. @throws ConfigurationInvalid */
async function assertCalendar(settings: StorageSettings): Promise<void> {
  const db = openIfThere(settings);
  try {
    if (db !== null) await assertCalendarOf(db, settings);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) throw error;
  } finally {
    await db?.destroy();
  }
}

function openIfThere(settings: StorageSettings): ViewsDatabase | null {
  try {
    return openViewsForReading(settings);
  } catch {
    return null;
  }
}
