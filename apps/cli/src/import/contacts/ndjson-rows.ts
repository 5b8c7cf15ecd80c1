import type { Json } from '#source';
import type { Line } from '../files/lines.js';
import { badRow, isBad, type BadRow } from '../files/row.js';
import { contactRow, type ContactRow } from './contact-row.js';

/** Contacts, one JSON object per line. */
export async function* ndjsonRows(
  lines: AsyncIterable<Line | BadRow>,
  now: number,
): AsyncIterable<ContactRow | BadRow> {
  for await (const line of lines) {
    if (isBad(line)) yield line;
    else if (line.text.trim() !== '') yield readRow(line, now);
  }
}

function readRow({ line, text }: Line, now: number): ContactRow | BadRow {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    return badRow(line, 'it is not JSON');
  }
  const isObject = typeof row === 'object' && row !== null && !Array.isArray(row);
  return isObject ? contactRow(line, row as Json, now) : badRow(line, 'it is not a JSON object');
}
