import type { Command } from 'commander';
import { replayEvents, type EventsOptions } from '../replay/events/replay-events.js';
import { LEFT_OUT, MODEL, oneOf, position, span, time, times, WORKERS, wholeUpTo } from '../derive/options.js';
import { MOST_WORKERS } from '../derive/workers.js';
import { formatOf } from '../tables/sinks/format-of.js';
import { inSession, positionAsked } from '../session/session.js';
import { replayTrust, type TrustOptions } from '../replay/trust/replay-trust.js';
import { say } from '../terminal/stdout.js';
import { dataDictionary, dictionaryJson } from './data-dictionary.js';
import type { Dataset } from '../tables/datasets/dataset.js';
import { EVIDENCE } from '../tables/datasets/evidence.js';
import { OBLIGATIONS } from '../tables/datasets/obligations.js';
import { OUTCOMES } from '../tables/datasets/outcomes.js';
import { exportAndTell, type ExportOptions } from './export-by-relationship.js';
import { evidenceRows, obligationRows, outcomeRows } from './export-rows.js';
import { FORMATS } from '../tables/sinks/row-sink.js';
import { exportViews, type ViewsOptions } from './views/export-views.js';
import { VIEWS_FORMATS } from './views/views-place.js';

const HELP = `
The format follows from the ending of --out (.parquet, .csv, .ndjson), or is said with --format; without --out rows go to
stdout. A file gets its name once it is whole, in place of one that has it; a named pipe, /dev/stdout or another device is
written to as it is. Nothing personal is written unless --with-names is given. \`export dictionary\` says what every column
means.`;

/** Registers `export` and what it writes. Another verb may have registered the group. */
export function exportVerb(program: Command): void {
  const verb =
    program.commands.find((each) => each.name() === 'export') ??
    program.command('export').description('write what is on record to files, also while a server runs');
  verb.addHelpText('after', HELP);
  const rows = (name: string, says: string): Command =>
    verb
      .command(name)
      .description(says)
      .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS))
      .option('--out <file>', 'where the rows are written; its ending says the format')
      .option('--known-at-position <position>', 'of what the log held up to a position', position)
      .option('--json', 'the summary as one JSON object on stdout');

  rows('events', 'every event of the log')
    .option('--with-names', 'open what is personal with the keys in DATA_DIR')
    .action((options: EventsOptions & { knownAtPosition?: bigint }) =>
      inSession((session) =>
        replayEvents(session, {
          ...options,
          format: options.format ?? formatOf(options.out),
          upTo: positionAsked(session, options.knownAtPosition),
        }),
      ),
    );
  rows('trust', 'trust of every relationship, day by day or as of any times')
    .option('--model <model>', MODEL)
    .option('--as-of <time>', `of what had happened by then; may be given several times ${LEFT_OUT}`, times)
    .option('--from <time>', 'the first of many times', time)
    .option('--to <time>', `the last of them ${LEFT_OUT}`, time)
    .option('--every <span>', 'the step between them: 12h, 1d, 1w (default: 1d)', span)
    .option('--known-at <time>', 'of what was known by then (default: now)', time)
    .option('--interval', 'with the 90 % credible interval')
    .option('--columns <file>', 'keep the evidence in this file between runs; made and brought up to date as needed')
    .option('--workers <number>', WORKERS, wholeUpTo(MOST_WORKERS))
    .action((options: TrustOptions) =>
      inSession((session) =>
        replayTrust(session, { ...options, format: options.format ?? formatOf(options.out), limit: 1 }),
      ),
    );
  const ofRelationships = <Row>(
    dataset: Dataset<Row>,
    says: string,
    rowsOf: Parameters<typeof exportAndTell<Row>>[2],
  ) =>
    rows(dataset.name, says)
      .option('--as-of <time>', `of what had happened by then ${LEFT_OUT}`, time)
      .option('--known-at <time>', 'of what was known by then (default: now)', time)
      .option('--model <model>', MODEL)
      .action((options: ExportOptions) => inSession((session) => exportAndTell(session, dataset, rowsOf, options)));
  ofRelationships(
    EVIDENCE,
    'every piece of evidence, with its raw factors and what it does to the score',
    evidenceRows,
  );
  ofRelationships(OBLIGATIONS, 'everything that is owed', obligationRows);
  ofRelationships(OUTCOMES, 'what customers later did', outcomeRows);

  verb
    .command('views')
    .description('the views as they are at one moment, embedded or in Postgres')
    .requiredOption('--out <file>', 'the copy, replaced if it is there; of Parquet a folder')
    .option('--format <format>', VIEWS_FORMATS.join(', '), oneOf(VIEWS_FORMATS), 'sqlite')
    .option('--with-names', "keep the customers' names")
    .option('--json', 'the summary as one JSON object on stdout')
    .action((options: ViewsOptions) => exportViews(options));
  verb
    .command('dictionary')
    .description('what every column of every export means')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => say(json ? `${dictionaryJson()}\n` : dataDictionary()));
}
