import type { Format } from '../export/sinks/row-sink.js';

/** What the ending of a file's name says; NDJSON where it says nothing. */
export function formatOf(out = ''): Format {
  if (out.endsWith('.parquet')) return 'parquet';
  return out.endsWith('.csv') ? 'csv' : 'ndjson';
}
