import { CommanderError } from 'commander';
import { OutputFailed } from './output/output-failed.js';
import { newProgram } from './program.js';
import { EXIT } from './terminal/exit-codes.js';
import { COMMANDER_OUTPUT, complain } from './terminal/saying.js';
import { addVerbs } from './verbs.js';

const program = newProgram(COMMANDER_OUTPUT);

// A reader may close the pipe early, as `| head` does. If stdout is a file, a full disk is reported only here.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  complain(new OutputFailed('stdout', error).message);
  process.exit(EXIT.FAILED);
});

try {
  await addVerbs(program, process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}

async function exitCodeOf(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
  // It knows the errors of every library, so it is loaded only where something went wrong.
  return (await import('./failure.js')).exitCodeOfFailure(error);
}
