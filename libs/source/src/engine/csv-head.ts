import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { FileForm } from '../folder/file-form.js';
import { SourceInvalid } from '../folder/source-invalid.js';

const HEAD_BYTES = 256 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

/** What the first lines of a CSV file say of the rest. @throws SourceInvalid it has no header that can be read */
export async function headOf(
  path: string,
  { delimiter: given, quote, escape, skip, columns }: FileForm,
): Promise<{ readonly delimiter: string; readonly columns: readonly string[] }> {
  const lines = (await beginningOf(path)).replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const delimiter = given ?? delimiterIn(lines[skip] ?? '');
  if (columns !== null) return { delimiter, columns };
  try {
    const header = lines.slice(skip).join('\n');
    const [cells = []] = parse(header, { delimiter, quote, escape, to: 1, relax_column_count: true });
    if (cells.every((cell) => cell.trim() === '')) throw new SourceInvalid(`${path} holds nothing but white space`);
    return { delimiter, columns: distinct(cells) };
  } catch (error) {
    if (error instanceof SourceInvalid) throw error;
    throw new SourceInvalid(`${path} has no header that can be read: ${(error as Error).message}`);
  }
}

/** The delimiter that a line has most often outside quotes. */
function delimiterIn(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  const [best = ','] = DELIMITERS.toSorted((a, b) => bare.split(b).length - bare.split(a).length);
  return best;
}

/** The second of two columns of one name is `name_1`, and so on. A column without a name is `column` and its place, from 1. */
function distinct(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, place) => {
    const name = cell.trim() || `column${place + 1}`;
    let free = name;
    for (let times = 1; taken.has(free.toLowerCase()); times += 1) free = `${name}_${times}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
