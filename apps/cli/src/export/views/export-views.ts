import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { copyViews, storageSettings } from '#deployment';
import { progressOn, type Progress } from '../../terminal/progress.js';
import { untilInterrupted } from '../../session/session.js';
import { say } from '../../terminal/saying.js';
import { openSink } from '../../tables/sinks/row-sink.js';
import { copyFailure, placeFailure } from './copy-failed.js';
import { assertOlderExport } from './older-export.js';
import { putFile, putFolder, staged } from './staged.js';
import { rowsOf, viewTables } from './view-tables.js';
import { placeFor, type ViewsFormat } from './views-place.js';

export type ViewsOptions = {
  /** A file, or for Parquet a folder with one file for each table. */
  readonly out: string;
  readonly format: ViewsFormat;
  readonly withNames?: boolean;
  readonly json?: boolean;
};

const ROWS_AT_A_TIME = 5_000;

/**
 * Writes a consistent copy of the views, embedded or on Postgres, as a SQLite file or as Parquet. Servers may run
 * meanwhile. Customers' names are left out unless asked for.
 * @throws UsageError, ConfigurationInvalid, ViewsUnavailable, CopyFailed, StorageFull
 */
export async function exportViews({ out, format, withNames = false, json = false }: ViewsOptions): Promise<void> {
  const settings = storageSettings(process.env);
  const place = placeFor(out, format, settings.dataDir);
  if (format === 'parquet') await assertOlderExport(place);
  const progress = progressOn(process.stderr);
  await untilInterrupted(async (signal) => {
    try {
      const { position, relationships } = await staged(place, async (folder) => {
        const file = emptyFile(join(folder, 'views.db'));
        const copied = await copyViews(settings, file, { withNames, reach: reaching(progress, 'Copying', signal) });
        if (format === 'parquet') {
          const tables = join(folder, 'tables');
          await toParquet(file, tables, reaching(progress, 'Writing', signal));
          await assertOlderExport(place); // again: the folder may have changed during the copy
          putFolder(tables, place);
        } else putFile(file, place);
        return copied;
      });
      progress.end();
      await say(
        json
          ? `${JSON.stringify({ out, position, relationships })}\n`
          : `${relationships.toLocaleString('en-US')} relationships as of log position ${position} in ${out}${withNames ? ', with names' : ''}\n`,
      );
    } catch (error) {
      if (signal.aborted) return;
      throw copyFailure(error, out);
    } finally {
      progress.end();
    }
  });
}

/** Creates the file with mode 0600 before SQLite opens it: SQLite gives its own files the mode of the database. */
function emptyFile(path: string): string {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw placeFailure(error, path);
  }
  return path;
}

/** Reports the progress of a stage. Throws if the verb was interrupted. */
function reaching(progress: Progress, stage: string, signal: AbortSignal): (done: number, total: number) => void {
  let begun = false;
  return (done, total) => {
    signal.throwIfAborted();
    if (!begun) progress.begin(stage, total);
    begun = true;
    progress.reach(done);
  };
}

async function toParquet(file: string, folder: string, reach: (done: number, total: number) => void): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  const db = new Database(file, { readonly: true });
  try {
    const tables = viewTables(db);
    for (const [index, dataset] of tables.entries()) {
      const sink = openSink({ dataset, format: 'parquet', out: join(folder, `${dataset.name}.parquet`) });
      for (const rows of rowsOf(db, dataset.name, ROWS_AT_A_TIME)) {
        await sink.write(rows);
        reach(index, tables.length);
      }
      await sink.close();
    }
  } finally {
    db.close();
  }
}
