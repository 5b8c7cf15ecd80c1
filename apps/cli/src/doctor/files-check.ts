import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keysPlace, type StorageSettings } from '#deployment';
import { count } from '../terminal/text-table.js';
import { about, type Finding } from './finding.js';

const MB = 1_000_000;
/** With less, the next appends may be refused. */
const LEAST_FREE = 100 * MB;
/** SQLite keeps its journal at 16 MB, unless a reader holds it open or no checkpoint succeeds. */
const LARGE_JOURNAL = 256 * MB;

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);
const inMb = (bytes: number): string => `${count(Math.round(bytes / MB))} MB`;

/** The SQLite files of these settings. */
export function filesOf(settings: StorageSettings): readonly string[] {
  const { dataDir, viewsUrl, eventStoreUrl } = settings;
  return [
    ...(eventStoreUrl === undefined ? [join(dataDir, 'log.db')] : []),
    ...(keysPlace(settings).url === null ? [join(dataDir, 'keys.db')] : []),
    ...(viewsUrl === undefined ? [join(dataDir, 'views.db')] : []),
  ];
}

/** Whether there is room for what is recorded next, and for a rebuild of the views beside the old ones. */
export function checkDisk(settings: StorageSettings): readonly Finding[] {
  const { dataDir } = settings;
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const says = `${inMb(free)} are free for ${dataDir}`;
  const { ok, look, wrong } = about('disk');
  if (free < LEAST_FREE) return [wrong(says, 'Free some space: a full disk refuses what is to be recorded.')];
  const views = settings.viewsUrl === undefined ? sizeOf(join(dataDir, 'views.db')) : 0;
  if (free < views + LEAST_FREE)
    return [
      look(`${says}, and the views have ${inMb(views)}`, 'Free some space: a rebuild needs room for both views.'),
    ];
  return [ok(says)];
}

/** @param isQuick leaves out reading every page */
export function checkFile(file: string, isQuick: boolean): readonly Finding[] {
  const { ok, look, wrong } = about('files');
  if (!existsSync(file)) return [];
  const found: Finding[] = [];
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0)
    found.push(look(`others may open ${file} (mode ${mode.toString(8)})`, `Run: chmod 600 ${file}`));
  const journal = sizeOf(`${file}-wal`);
  if (journal > LARGE_JOURNAL)
    found.push(
      look(
        `${file}-wal has ${inMb(journal)}`,
        'End what reads the file for hours; a restart of the server then makes it small. Never delete it: it holds data.',
      ),
    );
  const damage = isQuick ? null : damageOf(file);
  if (damage !== null) found.push(wrong(`${file} is damaged: ${damage}`, remedyFor(file)));
  return found.length > 0 ? found : [ok(`${file}, ${inMb(sizeOf(file))}${isQuick ? ', not read' : ', is whole'}`)];
}

function damageOf(file: string): string | null {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const found = db.pragma('quick_check(1)', { simple: true }) as string;
      return found === 'ok' ? null : found.replaceAll('\n', ' ');
    } finally {
      db.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

const remedyFor = (file: string): string =>
  file.endsWith('views.db')
    ? 'Restart the server: it builds the views anew from the log.'
    : 'Stop the server and put the file back from a backup. Keep the damaged file until everything is there again.';
