import { stringify } from 'csv-stringify/sync';
import { toIso } from '#relationship';
import type { ColumnType, Dataset, Value } from '../datasets/dataset.js';

/** How rows become text. */
export type Text<Row> = { readonly header: string; readonly of: (rows: readonly Row[]) => string };

/** A JSON object a line; positions are texts, since JSON numbers cannot hold every one. */
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

/** A header of names, nulls empty; text that a spreadsheet would take for a formula begins with an apostrophe. */
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
