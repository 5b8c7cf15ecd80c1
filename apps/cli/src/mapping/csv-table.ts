import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { InputFile } from '../import/files/input-file.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import type { TableForm } from './table-form.js';

const MOST_RECORD_BYTES = 1_000_000;

/** The records of a file with separators, its header among them. @throws UnreadableFile */
export async function* csvRecords(
  file: InputFile,
  { delimiter, encoding }: TableForm,
  tell: (bytes: number) => void,
): AsyncGenerator<readonly string[]> {
  const parser = parse({
    delimiter: file.format === '.tsv' ? '\t' : delimiter,
    encoding,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_RECORD_BYTES,
  });
  const source = Readable.from(file.read(tell));
  // A pipe does not hand on what goes wrong at its beginning, as in a file that breaks off.
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser)) yield record as string[];
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`${file.path} is no table: ${(error as Error).message}`);
  } finally {
    source.destroy();
  }
}
