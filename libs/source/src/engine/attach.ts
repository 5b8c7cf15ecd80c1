import { SourceInvalid } from '../folder/source-invalid.js';
import { headOf } from './csv-head.js';
import type { FileForm } from '../folder/file-form.js';
import type { ReadableView } from '../files/readable-files.js';
import { inZone } from './in-zone.js';
import { literal, named, type Database } from './database.js';

/** The largest object of a JSON file, and the longest line of a CSV file, bytes. */
const MOST_OBJECT_BYTES = 16 * 1024 * 1024;

/** Times stay text: where they name a zone, the engine would convert them and forget that they did. No text has this form. */
const NO_FORMAT = "'\ue000'";

/** Makes each view. Types are read from all of a JSON file: a field that only the last row has is a column, too. */
export async function attach(database: Database, views: readonly ReadableView[], withLines: boolean): Promise<void> {
  for (const view of views) {
    const scan = await scanOf(view);
    const line = withLines && view.format !== 'parquet' ? `, ${lineOf(view)} AS source_line` : '';
    const own = view.form.zone === null ? '' : await inZone(database, scan, view.form.zone);
    await database.run(`CREATE VIEW ${named(view.name)} AS SELECT *${own}${line} FROM ${scan}`);
  }
}

/** The line on which a row begins, as far as no cell above it has a line break and no line above it was unreadable. */
function lineOf({ format, form }: ReadableView): string {
  const above = format === 'csv' ? form.skip + (form.columns === null ? 1 : 0) : 0;
  return `(row_number() OVER () + ${above})`;
}

async function scanOf({ format, form, paths }: ReadableView): Promise<string> {
  const files = `[${paths.map(literal).join()}]`;
  const union = paths.length > 1 ? ', union_by_name = true' : '';
  if (format === 'parquet') return `read_parquet(${files}${union})`;
  if (format === 'json')
    return `read_json(${files}${union}, sample_size = -1, maximum_object_size = ${MOST_OBJECT_BYTES}, timestampformat = ${NO_FORMAT}, dateformat = ${NO_FORMAT})`;
  const scans = await Promise.all(paths.map((path) => csvScan(path, form)));
  // The engine does not keep what it could not read where it unites files itself.
  return scans.length === 1 ? (scans[0] ?? '') : `(${scans.map((scan) => `FROM ${scan}`).join(' UNION ALL BY NAME ')})`;
}

/** Nothing is left to the engine's guess, which depends on rows: one damaged row could change how all others are read. */
async function csvScan(path: string, form: FileForm): Promise<string> {
  const head = await headOf(path, form);
  // The names are anybody's: one may be that of a property which every object inherits.
  const types = new Map(Object.entries(form.types));
  const columns = head.columns.map((name) => `${literal(name)}: ${literal(types.get(name) ?? 'VARCHAR')}`);
  const unknown = Object.keys(form.types).find((name) => !head.columns.includes(name));
  if (unknown !== undefined)
    throw new SourceInvalid(`${path} has no column ${unknown}; it has ${head.columns.join(', ')}`);
  return `read_csv(${[
    literal(path),
    'auto_detect = false',
    `columns = {${columns.join()}}`,
    "encoding = 'utf-8'",
    `delim = ${literal(head.delimiter)}`,
    `quote = ${literal(form.quote)}`,
    `escape = ${literal(form.escape)}`,
    `skip = ${form.skip}`,
    `header = ${form.columns === null}`,
    `nullstr = [${['', ...form.nulls].map(literal).join()}]`,
    'store_rejects = true',
    'rejects_limit = 0',
  ].join()})`;
}
