import type { InputFile } from '../import/files/input-file.js';
import { linesOf } from '../import/files/lines.js';
import { isBad } from '../import/files/row.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';

/** The names found in any of the objects, in the order in which they first appear; null where there is no object. */
export async function ndjsonNames(file: InputFile, tell: (bytes: number) => void): Promise<readonly string[] | null> {
  let names: Set<string> | null = null;
  for await (const { object } of objectsIn(file, tell)) {
    if (object === null) continue;
    names ??= new Set();
    for (const name of Object.keys(object)) names.add(name);
  }
  return names === null ? null : [...names];
}

/** The cells under these names, one JSON object a line. Cells are null for a line that is too long or no text. @throws UnreadableFile */
export async function* ndjsonRecords(
  file: InputFile,
  names: readonly string[],
  tell: (bytes: number) => void,
): AsyncGenerator<{ readonly cells: readonly string[] | null; readonly line: number }> {
  for await (const { object, line } of objectsIn(file, tell))
    yield { cells: object === null ? null : names.map((name) => cellOf(object[name])), line };
}

async function* objectsIn(
  file: InputFile,
  tell: (bytes: number) => void,
): AsyncGenerator<{ readonly object: Readonly<Record<string, unknown>> | null; readonly line: number }> {
  for await (const read of linesOf(file.read(tell))) {
    const { line } = read;
    if (isBad(read)) yield { object: null, line };
    else if (read.text.trim() !== '') yield { object: objectIn(read.text, `line ${line} of ${file.path}`), line };
  }
}

function objectIn(text: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableFile(`${where} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableFile(`${where} is no JSON object`);
  return value as Record<string, unknown>;
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
