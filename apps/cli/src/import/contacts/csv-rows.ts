import { quoted } from '#relationship';
import { CellReader, type Json } from '#source';
import type { CsvRecord } from '../files/csv-records.js';
import { badRow, isBad, type BadRow } from '../files/row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import { contactRow, type ContactRow } from './contact-row.js';

/** `note`, or `about.issueId` for a field within a field. */
const COLUMN = /^[a-z]\w*(\.[a-z]\w*)?$/i;

/**
 * Contacts as a table. The header names the fields, with a dot between a field and a field within it. An empty cell means
 * that the field is absent. Lists are JSON text.
 * @throws UnreadableFile the header does not name the fields of contacts
 */
export async function* csvRows(
  records: AsyncIterable<CsvRecord | BadRow>,
  now: number,
): AsyncIterable<ContactRow | BadRow> {
  let header: readonly string[] | null = null;
  for await (const record of records) {
    if (header === null) header = headerOf(record);
    else yield isBad(record) ? record : readRow(record, header, now);
  }
  if (header === null) throw new UnreadableFile('the file holds nothing but white space');
}

function headerOf(record: CsvRecord | BadRow): readonly string[] {
  if (isBad(record)) throw new UnreadableFile(`line ${record.line}, the header, cannot be read: ${record.bad}`);
  const header = record.cells.map((name) => name.trim());
  for (const name of ['type', 'customerId'])
    if (!header.includes(name))
      throw new UnreadableFile(`these are not contacts: the first line has no column ${name}`);
  for (const [index, name] of header.entries()) {
    if (!COLUMN.test(name))
      throw new UnreadableFile(`the first line names a column ${quoted(name)}, which is no field`);
    if (header.indexOf(name) !== index) throw new UnreadableFile(`the first line names ${name} twice`);
  }
  return header;
}

function readRow({ line, cells }: CsvRecord, header: readonly string[], now: number): ContactRow | BadRow {
  if (cells.length !== header.length)
    return badRow(line, `${cells.length} columns where the header has ${header.length}`);
  const reader = new CellReader(cells[header.indexOf('type')] ?? '');
  const row = new Map<string, unknown>();
  for (const [index, column] of header.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const [name = '', within = null] = column.split('.');
    const value = reader.read(cell, name, within);
    row.set(name, within === null ? value : { ...(row.get(name) as Json | undefined), [within]: value });
  }
  return contactRow(line, Object.fromEntries(row), now);
}
