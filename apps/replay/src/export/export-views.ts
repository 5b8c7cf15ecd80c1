import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { storageSettings, viewsFile } from '#deployment';
import { progressOn } from '../import/progress.js';
import { say } from '../stdout.js';
import { UsageError } from '../usage-error.js';
import { openSink } from './sinks/row-sink.js';
import { rowsOf, viewTables } from './view-tables.js';

export const VIEWS_FORMATS = ['sqlite', 'parquet'] as const;

export type ViewsOptions = {
  /** A file; of Parquet a folder, with a file for each table. */
  readonly out: string;
  readonly format: (typeof VIEWS_FORMATS)[number];
  readonly withNames?: boolean;
  readonly json?: boolean;
};

const PAGES_AT_A_TIME = 2_000;
const ROWS_AT_A_TIME = 5_000;

/**
 * A copy of the embedded views as they are at one moment, in a file of its own that anything that reads SQLite opens.
 * The server may go on meanwhile. Customers' names are taken out unless asked for. @throws UsageError, ConfigurationInvalid
 */
export async function exportViews({ out, format, withNames = false, json = false }: ViewsOptions): Promise<void> {
  const partial = `${out}.partial`;
  const source = new Database(viewsFile(storageSettings(process.env)), { readonly: true });
  const progress = progressOn(process.stderr);
  try {
    await copy(
      source,
      partial,
      (total, left) => progress.reach(total - left),
      progress.begin.bind(progress, 'Copying'),
    );
    const { position, relationships } = settle(partial, withNames);
    if (format === 'parquet') await toParquet(partial, out);
    else {
      chmodSync(partial, 0o600);
      renameSync(partial, out);
    }
    progress.end();
    await say(
      json
        ? `${JSON.stringify({ out, position, relationships })}\n`
        : `${relationships.toLocaleString('en-US')} relationships as of log position ${position} in ${out}${withNames ? ', with names' : ''}\n`,
    );
  } finally {
    progress.end();
    source.close();
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true });
  }
}

async function toParquet(copied: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new Database(copied, { readonly: true });
  try {
    for (const dataset of viewTables(db)) {
      const sink = openSink({ dataset, format: 'parquet', out: join(folder, `${dataset.name}.parquet`) });
      for (const rows of rowsOf(db, dataset.name, ROWS_AT_A_TIME)) await sink.write(rows);
      await sink.close();
    }
  } finally {
    db.close();
  }
}

async function copy(
  source: Database.Database,
  file: string,
  reach: (total: number, left: number) => void,
  begin: (total: number) => void,
): Promise<void> {
  if (existsSync(file)) rmSync(file);
  let begun = false;
  try {
    await source.backup(file, {
      progress({ totalPages, remainingPages }) {
        if (!begun) begin(totalPages);
        begun = true;
        reach(totalPages, remainingPages);
        return PAGES_AT_A_TIME;
      },
    });
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

/** Makes one file of the copy, without a write-ahead log beside it, and nothing personal left between its rows. */
function settle(file: string, withNames: boolean): { position: number; relationships: number } {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    if (!withNames) db.exec('UPDATE relationships SET name = customer_id');
    db.exec('VACUUM');
    const position = db.prepare("SELECT position FROM checkpoint WHERE name = 'views'").pluck().get() as
      number | undefined;
    const relationships = db.prepare('SELECT count(*) FROM relationships').pluck().get() as number;
    return { position: position ?? 0, relationships };
  } finally {
    db.close();
  }
}
