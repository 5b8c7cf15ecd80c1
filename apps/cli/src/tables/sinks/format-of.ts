import { extname } from 'node:path';
import { FORMATS, type Format } from './row-sink.js';
import { UsageError } from '../../terminal/usage-error.js';

/**
 * The format by the ending of a file's name; NDJSON if it has none, as a pipe.
 * @throws UsageError another ending, such as .xlsx, which would get content that no spreadsheet opens
 */
export function formatOf(out = ''): Format {
  const ending = extname(out).toLowerCase();
  if (ending === '') return 'ndjson';
  const format = FORMATS.find((each) => ending === `.${each}`);
  if (format !== undefined) return format;
  throw new UsageError(`${out} ends in ${ending}, which is none of .${FORMATS.join(', .')}: give --format`);
}
