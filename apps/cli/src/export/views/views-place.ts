import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { isStdout } from '../../output/open-output.js';
import { UsageError } from '../../terminal/usage-error.js';

export const VIEWS_FORMATS = ['sqlite', 'parquet'] as const;
export type ViewsFormat = (typeof VIEWS_FORMATS)[number];

/** Endings of row files; a SQLite file must not have one of them. */
const OF_ROWS: ReadonlySet<string> = new Set(['.parquet', '.csv', '.ndjson', '.json']);
const OF_SQLITE: ReadonlySet<string> = new Set(['.db', '.sqlite', '.sqlite3']);
/** Views can be rebuilt; a log and keys cannot. */
const IRREPLACEABLE: ReadonlySet<string> = new Set(['log.db', 'keys.db']);
/** Files of a deployment that a copy must not replace. */
const KEPT: ReadonlySet<string> = new Set(
  ['log.db', 'keys.db', 'views.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]),
);

/**
 * The path of the copy, with links resolved.
 * @param out a file, or for Parquet a folder; it need not exist, but its parent folder must
 * @throws UsageError the copy cannot be written there
 */
export function placeFor(out: string, format: ViewsFormat, dataDir: string): string {
  const no = (why: string) => new UsageError(`${out} cannot be written: ${why}`);
  if (out === '') throw new UsageError('--out is empty: name a file or folder');
  const ending = extname(out).toLowerCase();
  if (format === 'sqlite' && OF_ROWS.has(ending))
    throw new UsageError(
      `${out} would be a SQLite file with the ending ${ending}: name it views-copy.db, or give --format parquet and name a folder`,
    );
  if (format === 'parquet' && (OF_ROWS.has(ending) || OF_SQLITE.has(ending)))
    throw new UsageError(
      `${out} would be a folder with the ending ${ending}: with --format parquet --out names a folder`,
    );
  const folder = realOf(dirname(resolve(out)));
  if (folder === null) throw no(`there is no folder ${dirname(out)}`);
  const isLink = lstatSync(out, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const there = statSync(out, { throwIfNoEntry: false });
  if (isLink && there === undefined) throw no('it is a link to something that does not exist');
  if (format === 'parquet' && there?.isDirectory() === false)
    throw no('it is a file: with --format parquet --out names a folder');
  if (format === 'sqlite' && there?.isDirectory() === true)
    throw no('it is a folder: name a file, or give --format parquet');
  if (isStdout(out) || (format === 'sqlite' && there?.isFile() === false))
    throw no('it is stdout, a pipe or a device: name a file or folder');
  const place = there === undefined ? join(folder, basename(resolve(out))) : realpathSync(out);
  if (KEPT.has(basename(place)) && dirname(place) === realOf(dataDir))
    throw no('it belongs to the deployment that is being copied');
  if (there !== undefined && IRREPLACEABLE.has(basename(place)))
    throw no('by its name it is the log or the keys of another Rapport');
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
