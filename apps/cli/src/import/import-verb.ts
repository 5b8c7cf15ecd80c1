import { storageSettings } from '#deployment';
import type { Command } from 'commander';
import { untilInterrupted } from '../session/session.js';
import { CONTACT_FORMATS, importContacts } from './contacts/import-contacts.js';
import { importIncidents, INCIDENT_FORMATS } from './incidents/import-incidents.js';
import { progressOn } from '../terminal/progress.js';
import { runImport, type Importer, type ImportResult } from './counting/run-import.js';
import { summaryText } from './counting/summary-text.js';

const INCIDENTS_HELP = `
The log of a service desk, one row for each state of each incident, as published by the UCI Machine Learning Repository
("Incident management process enriched event log"). Each caller becomes a customer, and each row the contacts that it
says took place. The same file again adds nothing; interrupted, run it again.`;

const CONTACTS_HELP = `
One contact a row: its type (the event CheckInHeld, or the mutation recordCheckIn), its customerId, and the
fields of that mutation; recordedAt too, where it was known before today.
  .ndjson  a JSON object a line
  .csv     a header of field names, with a dot for a field within a field (about.issueId); lists as JSON text
The same file again adds nothing, with or without an idempotencyKey in its rows.`;

/** Registers `import incidents FILE` and `import contacts FILE`. */
export function importVerb(program: Command): void {
  const verb = program.command('import').description('record contacts from a file');
  const kind = (name: string, says: string, help: string, importer: Importer) =>
    verb
      .command(name)
      .description(says)
      .argument('<file>', importer.formats.flatMap((ending) => [ending, `${ending}.gz`]).join(', '))
      .option('--json', 'print the summary as one JSON object on stdout')
      .option('--report <file>', 'write every row refused or bad to a file, one JSON object a line')
      .addHelpText('after', help)
      .action((path: string, options: Options) => act(importer, path, options));
  kind('incidents', "a service desk's incident log", INCIDENTS_HELP, {
    formats: INCIDENT_FORMATS,
    run: importIncidents,
  });
  kind('contacts', 'contacts in the canonical form', CONTACTS_HELP, { formats: CONTACT_FORMATS, run: importContacts });
}

type Options = { readonly json?: boolean; readonly report?: string };

async function act(importer: Importer, path: string, { json = false, report }: Options): Promise<void> {
  await untilInterrupted(async (signal) => {
    const storage = storageSettings(process.env);
    const progress = progressOn(process.stderr);
    const result = await runImport(importer, { path, report: report ?? null, storage, progress, signal });
    tell(result, json, signal.aborted);
  });
}

function tell({ summary, problems, exitCode }: ImportResult, json: boolean, interrupted: boolean): void {
  for (const problem of problems) console.error(problem);
  if (interrupted) console.error('Interrupted. The same command again goes on from here.');
  console.log(json ? JSON.stringify(summary) : summaryText(summary));
  process.exitCode = exitCode;
}
