import { InvalidArgumentError, type Command } from 'commander';
import { TRUST_BETA_1 } from '#trust';
import { FORMATS } from '../export/sinks/row-sink.js';
import { model, oneOf, position, span, time, times, wholeUpTo } from './options.js';
import { inSession } from './session.js';
import { replayTrust, type TrustOptions } from './trust/replay-trust.js';

const TRUST_HELP = `
The evidence is derived anew from the facts, so another model may also see what the active one has no class for. Without
--format or --out it shows the book as of each time and the weakest relationships as of the last; with them it writes a
row for each relationship and time (docs/data-dictionary.md says the columns). A file that has the name is replaced.`;

/** Registers `replay` and what it can replay. */
export function replayVerb(program: Command): void {
  const verb = program.command('replay').description('ask questions of history; reads only, also while a server runs');
  verb
    .command('trust')
    .description('trust of the whole book, as of any times, under any model')
    .option('--model <model>', 'a built-in model or the path of a JSON document', model, TRUST_BETA_1)
    .option('--as-of <time>', 'of what had happened by then; may be given several times (default: now)', times)
    .option('--from <time>', 'the first of many times', time)
    .option('--to <time>', 'the last of them (default: now)', time)
    .option('--every <span>', 'the step between them: 12h, 1d, 1w (default: 1d)', span)
    .option(
      '--known-at <time>',
      'of what was known by then, or `as-of` for what was known at each time itself',
      knownAt,
    )
    .option('--known-at-position <position>', 'of what the log held up to a position', position)
    .option('--interval', 'with the 90 % credible interval')
    .option('--limit <number>', 'how many of the weakest are shown', wholeUpTo(1000), 20)
    .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS))
    .option('--out <file>', 'where the rows are written; its ending says the format')
    .option('--workers <number>', 'how many threads share the work (default: one a core)', wholeUpTo(64))
    .option('--json', 'what the table says as one JSON object on stdout')
    .addHelpText('after', TRUST_HELP)
    .action((options: TrustOptions) => inSession((session) => replayTrust(session, options)));
}

function knownAt(text: string): number | 'as-of' {
  if (text === 'as-of') return text;
  try {
    return time(text);
  } catch {
    throw new InvalidArgumentError('A day, a time with its zone, or `as-of`.');
  }
}
