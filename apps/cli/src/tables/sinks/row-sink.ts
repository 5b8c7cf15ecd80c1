import type { Dataset } from '../datasets/dataset.js';
import { openOutput, STDOUT } from '../../output/open-output.js';
import type { Output } from '../../output/output.js';
import { UsageError } from '../../terminal/usage-error.js';
import { csvText, ndjsonText } from './text-rows.js';
import type { Rows, RowSink } from './rows.js';
import { ParquetRows } from './parquet-rows.js';
import { TextRows } from './text-out.js';

export const FORMATS = ['parquet', 'csv', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];
/** Description of `--format`. */
export const FORMAT = `format of the rows: ${FORMATS.join(', ')} (default: by the ending of --out)`;

export type SinkOptions<Row> = {
  readonly dataset: Dataset<Row>;
  readonly format: Format;
  /** The name of a file, a pipe or a device; null for stdout. */
  readonly out: string | null;
};

/**
 * Opens a sink for rows. A file gets its name when it is complete, and then replaces an older one.
 * @throws UsageError it cannot be written, or the format needs a file
 */
export function openSink<Row>({ dataset, format, out }: SinkOptions<Row>): RowSink<Row> {
  if (out === null && format === 'parquet') throw new UsageError('Parquet needs a file: give --out FILE');
  const output = out === null ? STDOUT : openOutput(out);
  const rows = rowsTo(output, format, dataset);
  return {
    write: (some) => rows.write(some),
    async close() {
      try {
        await rows.end();
      } catch (error) {
        await output.abandon();
        throw error;
      }
      await output.close();
    },
    abandon: () => output.abandon(),
  };
}

function rowsTo<Row>(output: Output, format: Format, dataset: Dataset<Row>): Rows<Row> {
  if (format === 'parquet') return new ParquetRows(dataset, output);
  return new TextRows(format === 'csv' ? csvText(dataset) : ndjsonText(dataset), output);
}
