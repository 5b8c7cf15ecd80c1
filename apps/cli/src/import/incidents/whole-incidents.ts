import { isBad, type BadRow } from '../files/row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import { inOrder, type Incident } from './incident.js';
import type { IncidentRow } from './incident-row.js';
import type { Survey } from './survey.js';

/**
 * Gathers the rows of each incident from anywhere in the file, and yields the incident after its last row. Only incomplete
 * incidents are in memory: one, if the log is sorted by number.
 * @throws UnreadableFile the rows differ from those of the survey
 */
export async function* wholeIncidents(
  rows: AsyncIterable<IncidentRow | BadRow>,
  { rowsOf }: Survey,
): AsyncIterable<Incident | BadRow> {
  const begun = new Map<string, [IncidentRow, ...IncidentRow[]]>();
  for await (const row of rows) {
    if (isBad(row)) {
      yield row;
      continue;
    }
    let gathered = begun.get(row.number);
    if (gathered === undefined) gathered = [row];
    else gathered.push(row);
    if (gathered.length === rowsOf.get(row.number)) {
      begun.delete(row.number);
      yield gathered.sort(inOrder);
    } else begun.set(row.number, gathered);
  }
  if (begun.size > 0) throw new UnreadableFile('the file was changed while it was being read');
}
