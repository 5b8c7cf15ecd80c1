import { chmodSync, renameSync, rmSync } from 'node:fs';
import type { Dataset } from '../dataset.js';
import { UsageError } from '../../usage-error.js';
import { csvText, ndjsonText } from './text-rows.js';
import type { Rows, RowSink } from './rows.js';
import { ParquetRows } from './parquet-rows.js';
import { TextRows } from './text-out.js';

export const FORMATS = ['parquet', 'csv', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

export type SinkOptions<Row> = {
  readonly dataset: Dataset<Row>;
  readonly format: Format;
  /** The file; null for stdout. */
  readonly out: string | null;
};

/**
 * Opens where rows are to go. A file gets its name when it is whole, in place of one that has it.
 * @throws UsageError where the file cannot be made, or the format needs one
 */
export function openSink<Row>({ dataset, format, out }: SinkOptions<Row>): RowSink<Row> {
  if (out === null) {
    if (format === 'parquet') throw new UsageError('Parquet needs a file: say --out FILE');
    const rows = new TextRows(textOf(format, dataset), null);
    return { write: (some) => rows.write(some), close: () => rows.end(), abandon: () => rows.end() };
  }
  const partial = `${out}.partial`;
  const rows = orUsageError(out, () => rowsTo(partial, format, dataset));
  chmodSync(partial, 0o600);
  return {
    write: (some) => rows.write(some),
    async close() {
      await rows.end();
      orUsageError(out, () => renameSync(partial, out));
    },
    async abandon() {
      await rows.end();
      rmSync(partial, { force: true });
    },
  };
}

const rowsTo = <Row>(file: string, format: Format, dataset: Dataset<Row>): Rows<Row> =>
  format === 'parquet' ? new ParquetRows(dataset, file) : new TextRows(textOf(format, dataset), file);

const textOf = <Row>(format: Exclude<Format, 'parquet'>, dataset: Dataset<Row>) =>
  format === 'csv' ? csvText(dataset) : ndjsonText(dataset);

function orUsageError<T>(out: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${(error as Error).message}`);
  }
}
