import { storageSettings } from '#deployment';
import type { Command } from 'commander';
import { untilInterrupted } from '../session/session.js';
import { contactsIn } from './contacts/import-contacts.js';
import { progressOn } from '../terminal/progress.js';
import { visibleInLine } from '../terminal/visible.js';
import type { Importer } from './counting/import-context.js';
import { CSV, NDJSON, type ReportForm } from './counting/report-form.js';
import { runImport, type ImportResult } from './counting/run-import.js';
import { summaryText } from './counting/summary-text.js';
import { sourceIn } from './source/import-source.js';
import { complain, tell } from '../terminal/saying.js';

const SOURCE_HELP = `
FOLDER is a source: contacts.sql, and source.yaml where more is to be said (docs/sources.md). Its contacts are recorded in the
order of time, and a relationship is opened at its first contact. Importing the same files again adds nothing, and a newer
export that overlaps adds what is new; after an interruption, run the command again. \`rapport source check\` shows first what
would be recorded. A folder that is named like a command below is given as ./NAME.`;

const CONTACTS_HELP = `
Each row is one contact: its type (the event CheckInHeld, or the mutation recordCheckIn), its customerId, and the fields
of that mutation. Add recordedAt if the contact was known before now.
  .ndjson  one JSON object per line
  .csv     a header of field names, with a dot for a field within a field (about.issueId); lists are JSON text
Importing the same file again adds nothing, with or without an idempotencyKey in its rows.`;

/** Registers `import FOLDER FILES` and `import contacts FILE`. */
export function importVerb(program: Command): void {
  const verb = withOptions(program.command('import'), 'as CSV, with what each row says')
    .description('record contacts from files')
    .argument('<folder>', 'the source, which says how the files become contacts')
    .argument('<files...>', 'its files')
    .addHelpText('after', SOURCE_HELP)
    .action((folder: string, files: readonly string[], options: Options) =>
      act(sourceIn(folder, files), files, CSV, options),
    );
  withOptions(verb.command('contacts'), 'one JSON object per line')
    .description('import contacts in the format of the API')
    .argument('<file>', '.ndjson, .ndjson.gz, .csv, .csv.gz')
    .addHelpText('after', CONTACTS_HELP)
    .action((path: string, _: unknown, command: Command) =>
      act(contactsIn(path), [path], NDJSON, command.optsWithGlobals()),
    );
}

type Options = { readonly json?: boolean; readonly report?: string; readonly dryRun?: boolean };

const withOptions = (verb: Command, form: string): Command =>
  verb
    .option('--dry-run', 'read and decide everything, count as an import would, and record nothing')
    .option('--json', 'print the summary as one JSON object on stdout')
    .option('--report <file>', `write every refused or bad row to this file, ${form}`);

async function act(
  importer: Importer,
  inputs: readonly string[],
  form: ReportForm,
  { json = false, report, dryRun = false }: Options,
): Promise<void> {
  await untilInterrupted(async (signal) => {
    const storage = storageSettings(process.env);
    const progress = progressOn(process.stderr);
    const order = { inputs, report: report ?? null, form, storage, dryRun, progress, signal };
    show(await runImport(importer, order), { json, dryRun, interrupted: signal.aborted });
  });
}

type Showing = { readonly json: boolean; readonly dryRun: boolean; readonly interrupted: boolean };

function show({ summary, problems, exitCode }: ImportResult, { json, dryRun, interrupted }: Showing): void {
  for (const problem of problems) complain(visibleInLine(problem));
  if (interrupted) complain('Interrupted. Run the same command again to continue.');
  tell(json ? JSON.stringify(dryRun ? { ...summary, dryRun } : summary) : summaryText(summary, dryRun));
  process.exitCode = exitCode;
}
