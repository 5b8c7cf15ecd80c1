import { storageSettings } from '#deployment';
import type { Command } from 'commander';
import { untilInterrupted } from '../session/session.js';
import { CONTACT_FORMATS, importContacts } from './contacts/import-contacts.js';
import { importIncidents, INCIDENT_FORMATS } from './incidents/import-incidents.js';
import { progressOn } from '../terminal/progress.js';
import { visibleInLine } from '../terminal/visible.js';
import { runImport, type Importer, type ImportResult } from './counting/run-import.js';
import { summaryText } from './counting/summary-text.js';
import { complain, tell } from '../terminal/saying.js';

const INCIDENTS_HELP = `
The file is the log of a service desk with one row for each state of each incident, in the format that the UCI Machine
Learning Repository publishes ("Incident management process enriched event log"). Each caller becomes a customer, and
each row becomes contacts. Importing the same file again adds nothing; after an interruption, run the command again.`;

const CONTACTS_HELP = `
Each row is one contact: its type (the event CheckInHeld, or the mutation recordCheckIn), its customerId, and the fields
of that mutation. Add recordedAt if the contact was known before now.
  .ndjson  one JSON object per line
  .csv     a header of field names, with a dot for a field within a field (about.issueId); lists are JSON text
Importing the same file again adds nothing, with or without an idempotencyKey in its rows.`;

/** Registers `import incidents FILE` and `import contacts FILE`. */
export function importVerb(program: Command): void {
  const verb = program.command('import').description('record contacts from a file');
  const kind = (name: string, says: string, help: string, importer: Importer) =>
    verb
      .command(name)
      .description(says)
      .argument('<file>', importer.formats.flatMap((ending) => [ending, `${ending}.gz`]).join(', '))
      .option('--json', 'print the summary as one JSON object on stdout')
      .option('--report <file>', 'write every refused or bad row to this file, one JSON object per line')
      .addHelpText('after', help)
      .action((path: string, options: Options) => act(importer, path, options));
  kind('incidents', "import a service desk's incident log", INCIDENTS_HELP, {
    formats: INCIDENT_FORMATS,
    run: importIncidents,
  });
  kind('contacts', 'import contacts in the format of the API', CONTACTS_HELP, {
    formats: CONTACT_FORMATS,
    run: importContacts,
  });
}

type Options = { readonly json?: boolean; readonly report?: string };

async function act(importer: Importer, path: string, { json = false, report }: Options): Promise<void> {
  await untilInterrupted(async (signal) => {
    const storage = storageSettings(process.env);
    const progress = progressOn(process.stderr);
    const result = await runImport(importer, { path, report: report ?? null, storage, progress, signal });
    show(result, json, signal.aborted);
  });
}

function show({ summary, problems, exitCode }: ImportResult, json: boolean, interrupted: boolean): void {
  for (const problem of problems) complain(visibleInLine(problem));
  if (interrupted) complain('Interrupted. Run the same command again to continue.');
  tell(json ? JSON.stringify(summary) : summaryText(summary));
  process.exitCode = exitCode;
}
