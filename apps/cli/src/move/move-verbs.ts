import type { Command } from 'commander';
import { storageSettings } from '#deployment';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn } from '../terminal/progress.js';
import { untilInterrupted } from '../session/session.js';
import { exportLog, type MoveOrder, type MoveSummary } from './export-log.js';
import { importLog } from './import-log.js';

const HELP = `
The log is that of EVENT_STORE_URL (esdb://...), or the file in DATA_DIR where it is unset. A file is NDJSON, described
in docs/moving-a-log.md, and packed where its name ends in .gz. Every event keeps its place in the order of the log, its
stream and revision, its id, both clocks and all that was recorded with it; count and SHA-256 are compared at the end.
Interrupted, the same command goes on where it stopped.

THE KEYS ARE NOT IN THE LOG: what is personal is sealed with keys kept in DATA_DIR/keys.db. Carry that file beside the
log, by a safe way of its own; without it nothing personal can be read again.`;

const EXPORT_HELP = `${HELP}
A server may run meanwhile: what it appends after the beginning of the last run is not in the file.`;

const IMPORT_HELP = `${HELP}
Into a log that is empty, or that holds the first part of the file and nothing else. Stop what writes to it before. The
views in DATA_DIR are deleted, since they were of another log; the next start fills them anew.`;

/** Registers `export log FILE` and `import log FILE`. */
export function moveVerbs(program: Command): void {
  verb(
    program,
    'export',
    'write what is on record to a file',
    'carry the whole log out to a file',
    EXPORT_HELP,
    exportLog,
  );
  verb(program, 'import', 'take in what a file holds', 'carry a whole log in from a file', IMPORT_HELP, importLog);
}

type Move = (order: MoveOrder) => Promise<MoveSummary>;

function verb(program: Command, name: string, group: string, says: string, help: string, move: Move): void {
  // Others register under the same words.
  const parent = program.commands.find((each) => each.name() === name) ?? program.command(name).description(group);
  parent
    .command('log')
    .description(says)
    .argument('<file>', '.ndjson, .ndjson.gz')
    .option('--json', 'print the summary as one JSON object on stdout')
    .addHelpText('after', help)
    .action((path: string, { json = false }: { readonly json?: boolean }) => act(move, path, json));
}

async function act(move: Move, path: string, json: boolean): Promise<void> {
  await untilInterrupted(async (signal) => {
    const storage = storageSettings(process.env);
    const summary = await move({ path, storage, progress: progressOn(process.stderr), signal });
    if (!summary.isWhole) console.error('Interrupted. The same command again goes on from here.');
    console.log(json ? JSON.stringify(summary) : summaryText(summary));
    // Interrupted at the very end it may be whole all the same.
    process.exitCode = summary.isWhole ? EXIT.DONE : EXIT.INTERRUPTED;
  });
}

const number = new Intl.NumberFormat('en-US');

const summaryText = ({ events, sha256, alreadyDone, isWhole, seconds }: MoveSummary): string =>
  [
    `${number.format(events).padStart(11)}  events${isWhole ? '' : ' so far'}, in ${seconds.toFixed(1)} s`,
    `${number.format(alreadyDone).padStart(11)}  of them by an earlier run`,
    ...(isWhole ? [`     sha256  ${sha256}`] : []),
    ...(isWhole ? ['Carry keys.db of DATA_DIR beside the log: what is personal cannot be read without it.'] : []),
  ].join('\n');
