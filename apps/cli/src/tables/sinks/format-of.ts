import { extname } from 'node:path';
import { FORMATS, type Format } from './row-sink.js';
import { UsageError } from '../../terminal/usage-error.js';

/**
 * What the ending of a file's name says; NDJSON where there is none, as of a pipe.
 * @throws UsageError where it says something else: whoever asks for a .xlsx would be given what no spreadsheet opens
 */
export function formatOf(out = ''): Format {
  const ending = extname(out).toLowerCase();
  if (ending === '') return 'ndjson';
  const format = FORMATS.find((each) => ending === `.${each}`);
  if (format !== undefined) return format;
  throw new UsageError(`${out} ends in ${ending}, which is none of .${FORMATS.join(', .')}: say --format`);
}
