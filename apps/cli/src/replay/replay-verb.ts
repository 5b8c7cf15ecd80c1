import { InvalidArgumentError, type Command } from 'commander';
import { FORMAT, FORMATS } from '../tables/sinks/row-sink.js';
import { replayCompare, type CompareOptions } from './compare/replay-compare.js';
import { MOST_WORKERS } from '../derive/workers.js';
import { replayEvents, type EventsOptions } from './events/replay-events.js';
import {
  COLUMNS,
  LEFT_OUT,
  MODEL,
  oneOf,
  position,
  span,
  time,
  times,
  wholeUpTo,
  words,
  WORKERS,
} from '../derive/options.js';
import { inSession } from '../session/session.js';
import { replayState, type StateOptions } from './state/replay-state.js';
import { replayTrust, type TrustOptions } from './trust/replay-trust.js';

const TRUST_HELP = `
The evidence is derived again from the facts, so another model may use classes that the active model does not have.
Without --format and --out it shows totals as of each time, and the relationships with the lowest scores as of the last.
With them it writes a row for each relationship and time (columns: docs/data-dictionary.md). An existing file is replaced.`;

const EVENTS_HELP = `
Events come in the order in which they were recorded. A time is a day, or a time with its zone. --occurred-from and
--recorded-from are inclusive, --occurred-to and --recorded-to are exclusive. Personal data stays encrypted unless
--with-names is given; that of an erased customer cannot be read again.`;

/** Registers `replay` and its verbs. */
export function replayVerb(program: Command): void {
  const verb = program
    .command('replay')
    .description('answer questions about the past; only reads, and a server may be running');
  verb
    .command('events')
    .description('show the events of the log')
    .option('--customer <id>', 'only events of this customer')
    .option('--type <type>', 'only events of this type, such as CheckInHeld; may be repeated', words)
    .option('--occurred-from <time>', 'only what happened at or after this time', time)
    .option('--occurred-to <time>', 'only what happened before this time', time)
    .option('--recorded-from <time>', 'only what was recorded at or after this time', time)
    .option('--recorded-to <time>', 'only what was recorded before this time', time)
    .option('--after <position>', 'only events after this log position', position)
    .option('--up-to <position>', 'only events up to this log position, inclusive', position)
    .option('--limit <number>', 'at most this many events', wholeUpTo(1_000_000_000))
    .option('--follow', 'then wait for new events and show them, until interrupted')
    .option('--with-names', 'include personal data, opened with the keys in DATA_DIR')
    .option('--format <format>', FORMAT, oneOf(FORMATS))
    .option('--out <file>', 'file to write the rows to; its ending sets the format')
    .option('--json', 'one JSON object per line; with --out, the summary as JSON')
    .addHelpText('after', EVENTS_HELP)
    .action((options: EventsOptions) => inSession((session) => replayEvents(session, options)));
  verb
    .command('state')
    .description('show one relationship: its trust, the reasons, and what was owed')
    .argument('<customer>', 'the customer id')
    .option('--as-of <time>', `use only what had happened by this time ${LEFT_OUT}`, time)
    .option('--known-at <time>', 'use only what was recorded by this time (default: now)', time)
    .option('--known-at-position <position>', 'use only events up to this log position', position)
    .option('--model <model>', MODEL)
    .option('--with-names', 'include personal data, opened with the keys in DATA_DIR')
    .option('--json', 'print one JSON object with every contribution')
    .action((customer: string, options: StateOptions) =>
      inSession((session) => replayState(session, customer, options)),
    );
  verb
    .command('trust')
    .description('assess all relationships, as of any times, under any model')
    .option('--model <model>', MODEL)
    .option('--as-of <time>', `use only what had happened by this time; may be repeated ${LEFT_OUT}`, times)
    .option('--from <time>', 'first of a series of times', time)
    .option('--to <time>', `last of the series ${LEFT_OUT}`, time)
    .option('--every <span>', 'step of the series: 12h, 1d, 1w (default: 1d)', span)
    .option(
      '--known-at <time>',
      'use only what was recorded by this time; `as-of`: by each time itself (default: now)',
      knownAt,
    )
    .option('--known-at-position <position>', 'use only events up to this log position', position)
    .option('--interval', 'add the 90 % credible interval')
    .option('--limit <number>', 'how many of the lowest scores are shown', wholeUpTo(1000), 20)
    .option('--format <format>', FORMAT, oneOf(FORMATS))
    .option('--out <file>', 'file to write the rows to; its ending sets the format')
    .option('--columns <file>', COLUMNS)
    .option('--workers <number>', WORKERS, wholeUpTo(MOST_WORKERS))
    .option('--json', 'print the totals as one JSON object on stdout')
    .addHelpText('after', TRUST_HELP)
    .action((options: TrustOptions) => inSession((session) => replayTrust(session, options)));
  verb
    .command('compare')
    .description('compare two models over all relationships: score shifts, changed bands, largest shifts with reasons')
    .argument('<first>', 'the id of a model, or the path of a model document')
    .argument('<second>', 'the model to compare it with')
    .option('--as-of <time>', `use only what had happened by this time ${LEFT_OUT}`, time)
    .option('--known-at <time>', 'use only what was recorded by this time (default: now)', time)
    .option('--known-at-position <position>', 'use only events up to this log position', position)
    .option('--limit <number>', 'how many of the largest shifts are shown', wholeUpTo(10_000), 20)
    .option('--html <file>', 'also write an HTML page with charts, complete in one file')
    .option('--columns <file>', COLUMNS)
    .option('--workers <number>', WORKERS, wholeUpTo(MOST_WORKERS))
    .option('--json', 'print one JSON object')
    .action((first: string, second: string, options: CompareOptions) =>
      inSession((session) => replayCompare(session, [first, second], options)),
    );
}

function knownAt(text: string): number | 'as-of' {
  if (text === 'as-of') return text;
  try {
    return time(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message} Or give \`as-of\`.`);
  }
}
