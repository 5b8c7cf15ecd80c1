import { formatOf } from '../tables/sinks/format-of.js';
import { openSink } from '../tables/sinks/row-sink.js';
import type { PredictionRow, PredictionRows } from './prediction-rows.js';

const ROWS_AT_ONCE = 5_000;

/**
 * Writes all predictions as Parquet, CSV or NDJSON, as the file's name ends.
 * @throws UsageError where the file cannot be written; OutputFailed
 */
export async function writePredictions(rows: PredictionRows, file: string): Promise<void> {
  const sink = openSink({ dataset: rows.dataset(), format: formatOf(file), out: file });
  try {
    let some: PredictionRow[] = [];
    for (const row of rows.rows()) {
      some.push(row);
      if (some.length < ROWS_AT_ONCE) continue;
      await sink.write(some);
      some = [];
    }
    if (some.length > 0) await sink.write(some);
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  await sink.close();
}
