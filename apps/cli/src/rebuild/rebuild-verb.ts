import type { Command } from 'commander';
import { abandonRebuild, rebuildViews, storageSettings } from '#deployment';
import { untilInterrupted } from '../session/session.js';
import { complain, say } from '../terminal/saying.js';
import { progressOn } from '../terminal/progress.js';

type Options = { readonly abandon?: true };

const HELP = `
Servers may run, and go on recording: they use the old views until the new ones are complete, which then take their place in one
step. Interrupted at any point, it goes on where it stopped when it is run again. It needs the settings of the server, and the
room of the views once more.`;

/** Registers `rebuild`. */
export function rebuildVerb(program: Command): void {
  program
    .command('rebuild')
    .description('build the views anew from the log, beside the old ones, and put them in place')
    .option('--abandon', 'remove what an interrupted rebuild has built')
    .addHelpText('after', HELP)
    .action((options: Options) => untilInterrupted((signal) => rebuild(options, signal)));
}

async function rebuild({ abandon }: Options, signal: AbortSignal): Promise<void> {
  const settings = storageSettings(process.env);
  if (abandon) {
    await abandonRebuild(settings);
    return say('What was built is removed; the views are as they were.\n');
  }
  const progress = progressOn(process.stderr);
  let begun = '';
  try {
    await rebuildViews(settings, {
      signal,
      reach(stage, done, total) {
        if (stage !== begun) progress.begin((begun = stage), stage === 'replace' ? null : total);
        progress.reach(done);
      },
    });
    progress.end();
    await say('The views are built anew and in place.\n');
  } catch (error) {
    if (!signal.aborted) throw error;
    progress.end();
    complain(
      begun === 'replace'
        ? 'Interrupted: the new views are complete. The server takes them once nobody else has the old ones open, or at its next start.'
        : 'Interrupted: run it again to go on, or with --abandon to remove what was built.',
    );
  } finally {
    progress.end();
  }
}
