import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { isStdout } from '../../output/open-output.js';
import { UsageError } from '../../terminal/usage-error.js';

export const VIEWS_FORMATS = ['sqlite', 'parquet'] as const;
export type ViewsFormat = (typeof VIEWS_FORMATS)[number];

/** Endings of files of rows: whoever says one of them wants no SQLite file. */
const OF_ROWS: ReadonlySet<string> = new Set(['.parquet', '.csv', '.ndjson', '.json']);
const OF_SQLITE: ReadonlySet<string> = new Set(['.db', '.sqlite', '.sqlite3']);
/** Views can be made again, but neither a log nor keys. */
const LOST_FOR_GOOD: ReadonlySet<string> = new Set(['log.db', 'keys.db']);
/** What a deployment keeps in its folder, and must not be replaced by a copy. */
const KEPT: ReadonlySet<string> = new Set(
  ['log.db', 'keys.db', 'views.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]),
);

/**
 * Where the copy is to stand, links followed.
 * @param out a file, or of Parquet a folder, that is there or not; the folder it is in must be
 * @throws UsageError where it cannot stand there
 */
export function placeFor(out: string, format: ViewsFormat, dataDir: string): string {
  const no = (why: string) => new UsageError(`${out} cannot be written: ${why}`);
  if (out === '') throw new UsageError('--out names nothing');
  const ending = extname(out).toLowerCase();
  if (format === 'sqlite' && OF_ROWS.has(ending))
    throw new UsageError(
      `${out} would be a SQLite file with the ending ${ending}: name it views-copy.db, or say --format parquet and name a folder`,
    );
  if (format === 'parquet' && (OF_ROWS.has(ending) || OF_SQLITE.has(ending)))
    throw new UsageError(
      `${out} would be a folder with the ending ${ending}: with --format parquet --out names a folder`,
    );
  const folder = realOf(dirname(resolve(out)));
  if (folder === null) throw no(`there is no folder ${dirname(out)}`);
  const isLink = lstatSync(out, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const there = statSync(out, { throwIfNoEntry: false });
  if (isLink && there === undefined) throw no('its link leads nowhere');
  if (format === 'parquet' && there?.isDirectory() === false) throw no('it is a file, and of Parquet it is a folder');
  if (format === 'sqlite' && there?.isDirectory() === true)
    throw no('it is a folder: name a file, or say --format parquet');
  if (isStdout(out) || (format === 'sqlite' && there?.isFile() === false)) throw no('it is neither a file nor free');
  const place = there === undefined ? join(folder, basename(resolve(out))) : realpathSync(out);
  if (KEPT.has(basename(place)) && dirname(place) === realOf(dataDir)) throw no('it belongs to what is being copied');
  if (there !== undefined && LOST_FOR_GOOD.has(basename(place)))
    throw no('by its name it is what another Rapport cannot do without');
  return place;
}

function realOf(folder: string): string | null {
  try {
    const real = realpathSync(folder);
    return statSync(real).isDirectory() ? real : null;
  } catch {
    return null;
  }
}
