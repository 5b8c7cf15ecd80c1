import type { Command } from 'commander';
import { replayEvents, type EventsOptions } from '../replay/events/replay-events.js';
import { COLUMNS, LEFT_OUT, MODEL, oneOf, position, span, time, times, WORKERS, wholeUpTo } from '../derive/options.js';
import { MOST_WORKERS } from '../derive/workers.js';
import { formatOf } from '../tables/sinks/format-of.js';
import { inSession, positionAsked } from '../session/session.js';
import { replayTrust, type TrustOptions } from '../replay/trust/replay-trust.js';
import { say } from '../terminal/saying.js';
import { dataDictionary, dictionaryJson } from './data-dictionary.js';
import type { Dataset } from '../tables/datasets/dataset.js';
import { EVIDENCE } from '../tables/datasets/evidence.js';
import { OBLIGATIONS } from '../tables/datasets/obligations.js';
import { OUTCOMES } from '../tables/datasets/outcomes.js';
import { UsageError } from '../terminal/usage-error.js';
import { exportCustomer } from './export-customer.js';
import { exportAndTell, type ExportOptions } from './export-by-relationship.js';
import { evidenceRows, obligationRows, outcomeRows } from './export-rows.js';
import { FORMAT, FORMATS } from '../tables/sinks/row-sink.js';
import { exportViews, type ViewsOptions } from './views/export-views.js';
import { VIEWS_FORMATS } from './views/views-place.js';

const HELP = `
The ending of --out sets the format (.parquet, .csv, .ndjson); --format overrides it. Without --out, rows go to stdout.
A file appears under its name only when it is complete, and then replaces an older one. Named pipes, /dev/stdout and other
devices are written directly. Personal data is left out unless --with-names is given. \`export dictionary\` explains every
column.`;

/** Registers `export` and its datasets. `moveVerbs` may have registered the group already. */
export function exportVerb(program: Command): void {
  const verb =
    program.commands.find((each) => each.name() === 'export') ??
    program.command('export').description('write recorded data to files; a server may be running');
  verb
    .addHelpText('after', HELP)
    .option('--customer <id>', 'everything that is held on this customer, with all personal text, as one JSON object')
    .option('--out <file>', 'the file for it')
    .action(async ({ customer, out }: { readonly customer?: string; readonly out?: string }) => {
      if (customer === undefined || out === undefined)
        throw new UsageError('name what to export (`rapport export --help`), or a customer: --customer ID --out FILE');
      await inSession((session) => exportCustomer(session, customer, out));
    });
  const rows = (name: string, says: string): Command =>
    verb
      .command(name)
      .description(says)
      .option('--format <format>', FORMAT, oneOf(FORMATS))
      .option('--out <file>', 'file to write the rows to; its ending sets the format')
      .option('--known-at-position <position>', 'use only events up to this log position', position)
      .option('--json', 'print the summary as one JSON object on stdout');

  rows('events', 'every event of the log')
    .option('--with-names', 'include personal data, opened with the keys in DATA_DIR')
    .action((options: EventsOptions & { knownAtPosition?: bigint }) =>
      inSession((session) =>
        replayEvents(session, {
          ...options,
          format: options.format ?? formatOf(options.out),
          upTo: positionAsked(session, options.knownAtPosition),
        }),
      ),
    );
  rows('trust', 'trust of every relationship, as of one or many times')
    .option('--model <model>', MODEL)
    .option('--as-of <time>', `use only what had happened by this time; may be repeated ${LEFT_OUT}`, times)
    .option('--from <time>', 'first of a series of times', time)
    .option('--to <time>', `last of the series ${LEFT_OUT}`, time)
    .option('--every <span>', 'step of the series: 12h, 1d, 1w (default: 1d)', span)
    .option('--known-at <time>', 'use only what was recorded by this time (default: now)', time)
    .option('--interval', 'add the 90 % credible interval')
    .option('--columns <file>', COLUMNS)
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
      .option('--as-of <time>', `use only what had happened by this time ${LEFT_OUT}`, time)
      .option('--known-at <time>', 'use only what was recorded by this time (default: now)', time)
      .option('--model <model>', MODEL)
      .action((options: ExportOptions) => inSession((session) => exportAndTell(session, dataset, rowsOf, options)));
  ofRelationships(
    EVIDENCE,
    'every piece of evidence, with its raw factors and its contribution to the score',
    evidenceRows,
  );
  ofRelationships(OBLIGATIONS, 'everything that is owed to customers', obligationRows);
  ofRelationships(OUTCOMES, 'what customers later did', outcomeRows);

  verb
    .command('views')
    .description('a consistent copy of the views, embedded or on Postgres')
    .requiredOption('--out <file>', 'the copy to write or replace: a file, or a folder for parquet')
    .option('--format <format>', `format of the copy: ${VIEWS_FORMATS.join(', ')}`, oneOf(VIEWS_FORMATS), 'sqlite')
    .option('--with-names', "include the customers' names")
    .option('--json', 'print the summary as one JSON object on stdout')
    .action((options: ViewsOptions) => exportViews(options));
  verb
    .command('dictionary')
    .description('explain every column of every export')
    .option('--json', 'print it as JSON')
    .action(({ json }: { json?: boolean }) => say(json ? `${dictionaryJson()}\n` : dataDictionary()));
}
