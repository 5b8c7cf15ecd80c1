import type { Command } from 'commander';
import { storageSettings } from '#deployment';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn } from '../terminal/progress.js';
import { untilInterrupted } from '../session/session.js';
import { exportLog, type MoveOrder, type MoveSummary } from './export-log.js';
import { importLog } from './import-log.js';
import { complain, tell } from '../terminal/saying.js';

const HELP = `
The log is on the server of EVENT_STORE_URL (postgres://... or esdb://...), or in DATA_DIR if that is unset. The file is NDJSON, described in
docs/moving-a-log.md, and compressed if its name ends in .gz. Every event keeps its order, stream, revision, id, both
clocks and all its data; count and SHA-256 are compared at the end. If interrupted, run the same command again: it
continues where it stopped.

THE KEYS ARE NOT IN THE LOG: personal data is sealed with them, and cannot be read again without them. --keys moves them too, in
a file of their own, wrapped by the master key of the settings or by that of --wrapped-by. Carry that one apart.`;

const EXPORT_HELP = `${HELP}
A server may be running: what it appends after the last run began is not in the file.`;

const IMPORT_HELP = `${HELP}
The target log must be empty, or hold the first part of the file and nothing else. What the first start on an empty log in
DATA_DIR writes does not count; on a server, import before the first start. Stop its servers first. The views in DATA_DIR are
deleted, since they belong to another log; the next start rebuilds them.`;

/** Registers `export log FILE` and `import log FILE`. */
export function moveVerbs(program: Command): void {
  verb(
    program,
    'export',
    'write recorded data to files; a server may be running',
    'export the whole log to a file',
    EXPORT_HELP,
    exportLog,
  );
  verb(program, 'import', 'record contacts from a file', 'import a whole log from a file', IMPORT_HELP, importLog);
}

type Move = (order: MoveOrder) => Promise<MoveSummary>;

function verb(program: Command, name: string, group: string, says: string, help: string, move: Move): void {
  // Other verbs register in the same groups.
  const parent = program.commands.find((each) => each.name() === name) ?? program.command(name).description(group);
  parent
    .command('log')
    .description(says)
    .argument('<file>', '.ndjson, .ndjson.gz')
    .option('--keys <file>', "move the customers' keys, too, in this file")
    .option('--wrapped-by <file>', 'the file of the key that wraps them; an export makes it if it does not exist')
    .option('--json', 'print the summary as one JSON object on stdout')
    .addHelpText('after', help)
    .action((path: string, options: Options) => act(move, path, options));
}

type Options = { readonly json?: boolean; readonly keys?: string; readonly wrappedBy?: string };

async function act(move: Move, path: string, { json = false, keys: file, wrappedBy }: Options): Promise<void> {
  await untilInterrupted(async (signal) => {
    const storage = storageSettings(process.env);
    const keys = file === undefined ? undefined : { path: file, ...(wrappedBy === undefined ? {} : { wrappedBy }) };
    const order = { path, storage, progress: progressOn(process.stderr), signal };
    const summary = await move(keys === undefined ? order : { ...order, keys });
    if (!summary.isWhole) complain('Interrupted. Run the same command again to continue.');
    tell(json ? JSON.stringify(summary) : summaryText(summary));
    // If the signal came at the very end, the move may be complete.
    process.exitCode = summary.isWhole ? EXIT.DONE : EXIT.INTERRUPTED;
  });
}

const number = new Intl.NumberFormat('en-US');

const summaryText = ({ events, sha256, alreadyDone, isWhole, keys, seconds }: MoveSummary): string =>
  [
    `${number.format(events).padStart(11)}  events${isWhole ? '' : ' so far'}, in ${seconds.toFixed(1)} s`,
    `${number.format(alreadyDone).padStart(11)}  of them by an earlier run`,
    ...(isWhole ? [`     sha256  ${sha256}`] : []),
    ...(keys === null ? [] : [`${number.format(keys).padStart(11)}  keys`]),
    ...(isWhole && keys === null
      ? ["Move the customers' keys as well (--keys FILE): without them personal data cannot be read."]
      : []),
  ].join('\n');
