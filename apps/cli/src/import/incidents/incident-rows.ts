import { csvRecords } from '../files/csv-records.js';
import type { InputFile } from '../files/input-file.js';
import { linesOf } from '../files/lines.js';
import { isBad, type BadRow } from '../files/row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import { columnsOf, type IncidentColumns } from './columns.js';
import { incidentRow, type IncidentRow } from './incident-row.js';

/**
 * The rows of an incident log. @param now milliseconds since the epoch; a row with a later time is bad
 * @param tell called with the number of bytes of the file read so far
 * @throws UnreadableFile not an incident log, or damaged
 */
export async function* rowsOf(
  file: InputFile,
  now: number,
  tell?: (bytes: number) => void,
): AsyncIterable<IncidentRow | BadRow> {
  let columns: IncidentColumns | null = null;
  for await (const record of csvRecords(linesOf(file.read(tell)))) {
    if (columns === null) columns = columnsOf(isBad(record) ? [] : record.cells);
    else yield isBad(record) ? record : incidentRow(record, columns, now);
  }
  if (columns === null) throw new UnreadableFile(`${file.path} holds nothing but white space`);
}
