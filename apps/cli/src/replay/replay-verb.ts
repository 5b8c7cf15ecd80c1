import { InvalidArgumentError, type Command } from 'commander';
import { FORMATS } from '../tables/sinks/row-sink.js';
import { replayCompare, type CompareOptions } from './compare/replay-compare.js';
import { MOST_WORKERS } from '../derive/workers.js';
import { replayEvents, type EventsOptions } from './events/replay-events.js';
import { LEFT_OUT, MODEL, oneOf, position, span, time, times, wholeUpTo, words, WORKERS } from '../derive/options.js';
import { inSession } from '../session/session.js';
import { replayState, type StateOptions } from './state/replay-state.js';
import { replayTrust, type TrustOptions } from './trust/replay-trust.js';

const TRUST_HELP = `
The evidence is derived anew from the facts, so another model may also see what the active one has no class for. Without
--format or --out it shows the book as of each time and the weakest relationships as of the last; with them it writes a
row for each relationship and time (docs/data-dictionary.md says the columns). A file that has the name is replaced.`;

const EVENTS_HELP = `
In the order in which they were recorded. Times are a day or a time with its zone; a from is included, a to is not. What
is personal stays sealed unless --with-names is given, and is gone for good where a customer was erased.`;

/** Registers `replay` and what it can replay. */
export function replayVerb(program: Command): void {
  const verb = program.command('replay').description('ask questions of history; reads only, also while a server runs');
  verb
    .command('events')
    .description('the events of the log')
    .option('--customer <id>', 'only of this customer')
    .option('--type <type>', 'only of this type, such as CheckInHeld; may be given several times', words)
    .option('--occurred-from <time>', 'only what happened from then on', time)
    .option('--occurred-to <time>', 'only what happened before then', time)
    .option('--recorded-from <time>', 'only what became known from then on', time)
    .option('--recorded-to <time>', 'only what became known before then', time)
    .option('--after <position>', 'only what stands after this position', position)
    .option('--up-to <position>', 'only what stands up to this position', position)
    .option('--limit <number>', 'at most so many', wholeUpTo(1_000_000_000))
    .option('--follow', 'then go on with what is recorded next, until interrupted')
    .option('--with-names', 'open what is personal with the keys in DATA_DIR')
    .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS))
    .option('--out <file>', 'where the rows are written; its ending says the format')
    .option('--json', 'a JSON object a line; with --out the summary as JSON')
    .addHelpText('after', EVENTS_HELP)
    .action((options: EventsOptions) => inSession((session) => replayEvents(session, options)));
  verb
    .command('state')
    .description('one relationship: where trust stood, why, and what was owed')
    .argument('<customer>', 'the customer id')
    .option('--as-of <time>', `of what had happened by then ${LEFT_OUT}`, time)
    .option('--known-at <time>', 'of what was known by then (default: now)', time)
    .option('--known-at-position <position>', 'of what the log held up to a position', position)
    .option('--model <model>', MODEL)
    .option('--with-names', 'open what is personal with the keys in DATA_DIR')
    .option('--json', 'as one JSON object, every contribution in it')
    .action((customer: string, options: StateOptions) =>
      inSession((session) => replayState(session, customer, options)),
    );
  verb
    .command('trust')
    .description('trust of the whole book, as of any times, under any model')
    .option('--model <model>', MODEL)
    .option('--as-of <time>', `of what had happened by then; may be given several times ${LEFT_OUT}`, times)
    .option('--from <time>', 'the first of many times', time)
    .option('--to <time>', `the last of them ${LEFT_OUT}`, time)
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
    .option('--columns <file>', 'keep the evidence in this file between runs; made and brought up to date as needed')
    .option('--workers <number>', WORKERS, wholeUpTo(MOST_WORKERS))
    .option('--json', 'what the table says as one JSON object on stdout')
    .addHelpText('after', TRUST_HELP)
    .action((options: TrustOptions) => inSession((session) => replayTrust(session, options)));
  verb
    .command('compare')
    .description('two models over the whole book: shifts, bands crossed, largest movers with their reasons')
    .argument('<first>', 'the id of a model, or the path of a document')
    .argument('<second>', 'the model beside it')
    .option('--as-of <time>', `of what had happened by then ${LEFT_OUT}`, time)
    .option('--known-at <time>', 'of what was known by then (default: now)', time)
    .option('--known-at-position <position>', 'of what the log held up to a position', position)
    .option('--limit <number>', 'how many of the largest movers are shown', wholeUpTo(10_000), 20)
    .option('--html <file>', 'also as a page with pictures that needs nothing else')
    .option('--columns <file>', 'keep the evidence in this file between runs; made and brought up to date as needed')
    .option('--workers <number>', WORKERS, wholeUpTo(MOST_WORKERS))
    .option('--json', 'as one JSON object')
    .action((first: string, second: string, options: CompareOptions) =>
      inSession((session) => replayCompare(session, [first, second], options)),
    );
}

function knownAt(text: string): number | 'as-of' {
  if (text === 'as-of') return text;
  try {
    return time(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message} Also taken: \`as-of\`.`);
  }
}
