import { allDone } from '#event-store';
import type { ImportContext } from '../counting/import-context.js';
import type { InputFile } from '../files/input-file.js';
import { isBad } from '../files/row.js';
import { contactsOf, customerOf, opening } from './incident-contacts.js';
import { rowsOf } from './incident-rows.js';
import { recordIncident, type PlannedIncident } from './record-incident.js';
import { surveyOf, type Survey } from './survey.js';
import { wholeIncidents } from './whole-incidents.js';

export const INCIDENT_FORMATS = ['.csv'];

/** Incidents recorded at once, so that their appends share commits. */
const AT_ONCE = 256;

/**
 * Records an incident log. Each incident is one append; the incidents of one caller keep the order of the file. The file is
 * read twice, the first time to find when each relationship begins.
 * @throws UnreadableFile before anything is recorded; and as `ContactLog.recordAll`
 */
export async function importIncidents(file: InputFile, context: ImportContext): Promise<void> {
  const { log, tally, progress, signal, now } = context;
  progress.begin('Reading', file.bytes);
  const survey = await surveyOf(rowsOf(file, now, (bytes) => progress.reach(bytes)));
  progress.begin('Recording', survey.rows);
  for await (const batch of batches(file, survey, context)) {
    const opened = batch.flatMap(({ opens }) => (opens === null ? [] : [customerOf(opens)]));
    if (opened.length > 0) await log.makeKeys(opened);
    await allDone(batch.map((incident) => recordIncident(log, tally, incident)));
    progress.reach(tally.rows);
    if (signal.aborted) return;
  }
  if (tally.rows !== survey.rows) throw new Error(`${survey.rows} rows were read, and ${tally.rows} accounted for`);
}

async function* batches(
  file: InputFile,
  survey: Survey,
  { tally, now }: ImportContext,
): AsyncIterable<readonly PlannedIncident[]> {
  const unopened = new Map(survey.beginnings);
  let batch: PlannedIncident[] = [];
  for await (const incident of wholeIncidents(rowsOf(file, now), survey)) {
    if (isBad(incident)) {
      tally.addBad(incident.line, incident.bad);
      continue;
    }
    const { caller } = incident[0];
    const beganAt = unopened.get(caller);
    unopened.delete(caller);
    batch.push({ rows: contactsOf(incident), opens: beganAt === undefined ? null : opening(incident, beganAt) });
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
