import { stringify } from 'csv-stringify/sync';
import { toIso } from '#relationship';
import type { ColumnType, Dataset, Value } from '../datasets/dataset.js';

/** A text format: its header, and the text of some rows. */
export type Text<Row> = { readonly header: string; readonly of: (rows: readonly Row[]) => string };

/** One JSON object per line; positions are strings, since a JSON number cannot hold every int64. */
export function ndjsonText<Row>({ columns }: Dataset<Row>): Text<Row> {
  const plain = (type: ColumnType, value: Value): unknown =>
    type === 'instant' ? isoOf(value) : typeof value === 'bigint' ? String(value) : value;
  return {
    header: '',
    of: (rows) =>
      rows
        .map((row) =>
          JSON.stringify(Object.fromEntries(columns.map(({ name, type, of }) => [name, plain(type, of(row))]))),
        )
        .map((line) => `${line}\n`)
        .join(''),
  };
}

/** CSV with a header; nulls are empty. Text that a spreadsheet would read as a formula begins with an apostrophe. */
export function csvText<Row>({ columns }: Dataset<Row>): Text<Row> {
  const plain = (type: ColumnType, value: Value): string | number | bigint | null => {
    if (value === null) return null;
    if (type === 'instant') return isoOf(value);
    if (type === 'json') return JSON.stringify(value);
    return typeof value === 'boolean' ? String(value) : (value as string | number | bigint);
  };
  return {
    header: stringify([columns.map(({ name }) => name)]),
    of: (rows) =>
      stringify(
        rows.map((row) => columns.map(({ type, of }) => plain(type, of(row)))),
        { escape_formulas: true },
      ),
  };
}

const isoOf = (value: Value): string | null => (typeof value === 'number' ? toIso(value) : null);
