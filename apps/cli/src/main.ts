import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { TokenNameTaken, TokensUnavailable } from '#access';
import { KeyUnusable } from '#contact-log';
import { ClockBehind, ConfigurationInvalid } from '#deployment';
import {
  DamagedEvent,
  InvalidKurrentUrl,
  OutcomeUnknown,
  PositionUnknown,
  StorageFull,
  StoreUnavailable,
} from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { doctorVerb } from './doctor/doctor-verb.js';
import { SourceInvalid } from '#source';
import { demoVerb } from './demo/demo-verb.js';
import { EXIT, EXIT_CODES_HELP } from './terminal/exit-codes.js';
import { CopyFailed } from './export/views/copy-failed.js';
import { exportVerb } from './export/export-verb.js';
import { backtestVerb } from './backtest/backtest-verb.js';
import { fitVerb } from './fit/fit-verb.js';
import { importVerb } from './import/import-verb.js';
import { UnreadableFile } from './import/files/unreadable-file.js';
import { MoveFailed, MoveRefused } from './move/move-refused.js';
import { moveVerbs } from './move/move-verbs.js';
import { OutputFailed } from './output/output-failed.js';
import { parkedVerb } from './parked/parked-verb.js';
import { rebuildVerb } from './rebuild/rebuild-verb.js';
import { replayVerb } from './replay/replay-verb.js';
import { sourceVerb } from './source/source-verb.js';
import { tokenVerb } from './token/token-verb.js';
import { UsageError } from './terminal/usage-error.js';
import { validateVerb } from './validate/validate-verb.js';
import { verifyVerb } from './verify/verify-verb.js';
import { COMMANDER_OUTPUT, complain } from './terminal/saying.js';

/** Errors that the caller can correct: the command, a setting or a file. */
const UNUSABLE = [
  UnreadableFile,
  ConfigurationInvalid,
  InvalidKurrentUrl,
  MoveRefused,
  PositionUnknown,
  SourceInvalid,
  TokenNameTaken,
  UsageError,
];

const program = new Command('rapport')
  .description('Analyse and operate Rapport. Data is kept in the folder DATA_DIR (default: ./data).')
  .usage('VERB [options]')
  .addHelpText('after', EXIT_CODES_HELP)
  .exitOverride()
  .configureOutput(COMMANDER_OUTPUT);
importVerb(program);
sourceVerb(program);
moveVerbs(program);
replayVerb(program);
exportVerb(program);
backtestVerb(program);
fitVerb(program);
validateVerb(program);
parkedVerb(program);
doctorVerb(program);
verifyVerb(program);
rebuildVerb(program);
tokenVerb(program);
demoVerb(program);

// A reader may close the pipe early, as `| head` does. If stdout is a file, a full disk is reported only here.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  complain(new OutputFailed('stdout', error).message);
  process.exit(EXIT.FAILED);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Prints the error: the message of a known one, the whole stack of an unexpected one. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
  if (error instanceof Error && UNUSABLE.some((kind) => error instanceof kind)) {
    complain(error.message);
    return EXIT.USAGE;
  }
  const isOutside =
    error instanceof ClockBehind ||
    error instanceof StorageFull ||
    error instanceof StoreUnavailable ||
    error instanceof OutcomeUnknown ||
    error instanceof ViewsUnavailable ||
    error instanceof TokensUnavailable ||
    error instanceof KeyUnusable ||
    error instanceof DamagedEvent ||
    error instanceof OutputFailed ||
    error instanceof CopyFailed ||
    error instanceof MoveFailed;
  complain(isOutside ? error.message : inspect(error));
  return EXIT.FAILED;
}
