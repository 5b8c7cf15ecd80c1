import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { storageSettings } from '#deployment';
import { time } from '../derive/options.js';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn } from '../terminal/progress.js';
import { say } from '../terminal/saying.js';
import { count } from '../terminal/text-table.js';
import { visibleInLine } from '../terminal/visible.js';
import { makeBackup, type BackupSummary } from './make-backup.js';
import { restoreBackup, type RestoreSummary, type RestoreTo } from './restore-backup.js';

const BACKUP_HELP = `
Servers may be running. The folder gets log, keys, tokens and audit trail; of the log only what is new since the backup before, in a
file of its own. All is read again and compared before backup.json says that the backup is whole. Older keys are removed.
Where the log is on a server, back up that server first, then run this for the keys: docs/backup.md.

THE FOLDER HOLDS LOG AND KEYS: who has it can read everything. Keep it as safe as DATA_DIR.`;

const RESTORE_HELP = `
DATA_DIR must hold no store. Everything is checked before anything is in place. With --to, events after it are left out; the keys
are always those of the newest backup, so that nobody who was erased comes back. The first start builds the views.`;

/** Registers `backup FOLDER`. */
export function backupVerb(program: Command): void {
  program
    .command('backup')
    .description('copy log, keys, tokens and audit trail to a folder, and check the copy; a server may be running')
    .argument('<folder>', 'an empty one, or that of an earlier backup, to which what is new is added')
    .option('--quick', 'leave out reading what earlier backups wrote')
    .option('--json', 'print one JSON object on stdout')
    .addHelpText('after', BACKUP_HELP)
    .action(backup);
}

/** Registers `restore FOLDER`. */
export function restoreVerb(program: Command): void {
  program
    .command('restore')
    .description('put a backup into an empty DATA_DIR')
    .argument('<folder>', 'of the backup')
    .option('--to <time or position>', 'the last moment, or the last position of the log (default: all)', restoreTo)
    .option('--json', 'print one JSON object on stdout')
    .addHelpText('after', RESTORE_HELP)
    .action(restore);
}

type Options = { readonly json?: true };

async function backup(folder: string, { quick = false, json }: Options & { readonly quick?: boolean }): Promise<void> {
  const progress = progressOn(process.stderr);
  const order = { folder, settings: storageSettings(process.env), now: Date.now(), isQuick: quick, progress };
  const summary = await makeBackup(order).finally(() => progress.end());
  await say(json ? `${JSON.stringify(summary)}\n` : backupText(summary, folder));
  process.exitCode = summary.wrong.length === 0 ? EXIT.DONE : EXIT.FOUND_WRONG;
}

async function restore(folder: string, { to, json }: Options & { readonly to?: RestoreTo }): Promise<void> {
  const progress = progressOn(process.stderr);
  const settings = storageSettings(process.env);
  const order = { folder, settings, progress, ...(to === undefined ? {} : { to }) };
  const summary = await restoreBackup(order).finally(() => progress.end());
  await say(json ? `${JSON.stringify(summary)}\n` : restoreText(summary, settings.dataDir));
}

const MB = 1_000_000;

const backupText = ({ position, events, newEvents, bytes, files, wrong }: BackupSummary, folder: string): string =>
  [
    position === null
      ? 'The log is on a server, and is not in this backup.'
      : `${count(events)} events, up to position ${position}; ${count(newEvents)} of them new.`,
    `${files.join(', ')}; ${(bytes / MB).toFixed(1)} MB in all in ${visibleInLine(folder)}, read again and compared.`,
    ...wrong.map((each) => `wrong  ${visibleInLine(each)}`),
    '',
  ].join('\n');

const restoreText = (summary: RestoreSummary, dataDir: string): string =>
  [
    `${summary.files.join(', ')} of the backup of ${summary.madeAt} are in ${visibleInLine(dataDir)}.`,
    ...(summary.position === null
      ? []
      : [`The log ends at position ${summary.position}; ${count(summary.leftOut)} later events were left out.`]),
    ...(summary.erased === 0 ? [] : [`${count(summary.erased)} customers were erased and stay so.`]),
    ...(summary.withoutKey.length === 0
      ? []
      : [`wrong  ${count(summary.withoutKey.length)} customers have no key: their personal data cannot be read.`]),
    '',
  ].join('\n');

function restoreTo(text: string): RestoreTo {
  if (/^\d{1,15}$/.test(text)) return { position: Number(text) };
  try {
    return { time: time(text) };
  } catch (error) {
    throw error instanceof InvalidArgumentError
      ? new InvalidArgumentError(`${error.message} Or a position in the log.`)
      : error;
  }
}
