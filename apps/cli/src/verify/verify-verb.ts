import type { Command } from 'commander';
import { storageSettings, verifyStores, type Verified } from '#deployment';
import { untilInterrupted } from '../session/session.js';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn } from '../terminal/progress.js';
import { say } from '../terminal/saying.js';
import { count } from '../terminal/text-table.js';
import { visibleInLine } from '../terminal/visible.js';

type Options = { readonly json?: true };

/** Registers `verify`. */
export function verifyVerb(program: Command): void {
  program
    .command('verify')
    .description(
      'build the views anew in a shadow, compare every value and name what differs; a server may be running; takes the room of two copies of the views in DATA_DIR and in the folder for temporary files',
    )
    .option('--json', 'print one JSON object on stdout')
    .action((options: Options) => untilInterrupted((signal) => verify(options, signal)));
}

async function verify({ json }: Options, signal: AbortSignal): Promise<void> {
  const progress = progressOn(process.stderr);
  let begun = '';
  try {
    const found = await verifyStores(storageSettings(process.env), {
      now: Date.now(),
      signal,
      reach(stage, done, total) {
        if (stage !== begun) progress.begin((begun = stage), stage === 'rebuild' ? null : total);
        progress.reach(done);
      },
    });
    progress.end();
    await say(json ? `${JSON.stringify(found)}\n` : textOf(found));
    process.exitCode = found.differences.length === 0 && found.withoutKey.count === 0 ? EXIT.DONE : EXIT.FOUND_WRONG;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.end();
  }
}

function textOf({ position, relationships, leftOut, differences, withoutKey }: Verified): string {
  const reasons = Object.entries(leftOut).filter(([, rows]) => rows > 0);
  const compared = relationships - reasons.reduce((sum, [, rows]) => sum + rows, 0);
  const lines = [
    `${count(compared)} of ${count(relationships)} relationships were compared, up to position ${position} of the log.`,
    ...reasons.map(([reason, rows]) => `${count(rows)} were not: ${MEANINGS[reason as keyof typeof MEANINGS]}`),
    ...differences.map(
      ({ table, rows, first }) =>
        `wrong  ${table}: ${rows === 1 ? '1 row' : `${count(rows)} rows`}; the first is ${visibleInLine(`${first.row}: ${first.says}`)}`,
    ),
    ...(withoutKey.count === 0
      ? []
      : [
          `wrong  keys: ${count(withoutKey.count)} customers have no key, so their personal data cannot be read; the first are ${visibleInLine(withoutKey.first.join(', '))}. Put back the keys that belong to this log; see docs/keys.md.`,
        ]),
    differences.length === 0
      ? 'Nothing differs.'
      : `${differences.length} tables differ. Run \`rapport rebuild\`: it builds the views anew and puts them in place.`,
  ];
  return `${lines.join('\n')}\n`;
}

const MEANINGS = {
  pending: 'their rows are computed when a list is asked for.',
  parked: 'an event of them is parked; see `rapport parked`.',
  'erased meanwhile': 'they were erased while this ran.',
  'of an earlier release': 'an earlier release computed their rows; `rapport rebuild` computes them anew.',
};
