import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { InputFile } from '../import/files/input-file.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import type { TableForm } from './table-form.js';

const MOST_RECORD_BYTES = 1_000_000;

/** The cells of a record, and the line of the file that it begins in, from 1. */
export type CsvRecord = { readonly cells: readonly string[]; readonly line: number };

/** The records of a file with separators, its header included. @throws UnreadableFile */
export async function* csvRecords(
  file: InputFile,
  { delimiter, encoding }: TableForm,
  tell: (bytes: number) => void,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: file.format === '.tsv' ? '\t' : delimiter,
    encoding,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_RECORD_BYTES,
    info: true,
  });
  const source = Readable.from(file.read(tell));
  // A pipe does not hand on what goes wrong at its beginning, as in a file that breaks off.
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>)
      yield { cells: record, line: info.lines - lineBreaksIn(record) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`${file.path} is no table: ${(error as Error).message}`);
  } finally {
    source.destroy();
  }
}

type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };

/** How many lines the record goes on for after the first. */
function lineBreaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}
