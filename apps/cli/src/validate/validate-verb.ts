import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RUNNING_SHARE, RUNNING_SHARE_90, RUNNING_SHARE_90_FROZEN, CONSTANT, type Backtest } from '#validation';
import type { Command } from 'commander';
import { withChanceOptions } from '../backtest/bounds.js';
import { backtestJson } from '../backtest/report/backtest-json.js';
import { reportHtml } from '../backtest/report/report-html.js';
import { backtestText, interval, mappedText, signed, table } from '../backtest/report/text.js';
import { openTable } from '../backtest/with-book.js';
import { fitText } from '../fit/fit-text.js';
import { progressOn } from '../terminal/progress.js';
import { readMapping } from '../mapping/read-mapping.js';
import { FITTED, RENEWED, UNFITTED, validateBook } from './validate-book.js';
import { makeFolder, writeReport } from '../output/report-file.js';
import { UsageError } from '../terminal/usage-error.js';

const HELP = `
Each mapping names the file that it is for; those that are not in the folder are skipped, and said to be. The score is
fitted on the warm-up alone and then frozen. Nothing is recorded.`;

type Options = {
  readonly mappings: string;
  readonly seed: number;
  readonly rounds: number;
  readonly out?: string;
  readonly json?: boolean;
};

/** Registers `validate [FOLDER]`. */
export function validateVerb(program: Command): void {
  const verb = program.command('validate').description('judge the score on public data sets, beside cheap rivals');
  withChanceOptions(verb)
    .argument('[folder]', 'where the data sets are (default: RAPPORT_DATA, or ../shared/data)')
    .option('--mappings <folder>', 'how they are read', 'apps/cli/mappings')
    .option(
      '--out <folder>',
      'write a report with plots, the figures and the fitted model of each; made where it is not there',
    )
    .option('--json', 'print everything as one JSON object a line')
    .addHelpText('after', HELP)
    .action(act);
}

async function act(folder: string | undefined, options: Options): Promise<void> {
  const data = folder ?? process.env.RAPPORT_DATA ?? '../shared/data';
  const now = Date.now();
  if (options.out !== undefined) makeFolder(options.out);
  const lines: string[][] = [];
  for (const name of mappingsIn(options.mappings)) {
    const mapping = readMapping(join(options.mappings, name));
    const path = mapping.file === null ? null : join(data, mapping.file);
    if (path === null || !existsSync(path)) {
      console.error(`Skipped: ${mapping.name}. There is no ${mapping.file ?? 'file named in its mapping'} in ${data}.`);
      continue;
    }
    const progress = progressOn(process.stderr);
    const open = await openTable(mapping, path, { now, progress });
    const { seed, rounds } = options;
    const validated = validateBook(open, mapping, { seed, rounds, progress });
    const { backtest, fitted } = await validated.finally(() => open.close());
    const document =
      options.out === undefined ? null : await write(options.out, basename(name, '.json'), backtest, fitted);
    lines.push(...summary(backtest));
    if (options.json) console.log(JSON.stringify({ ...backtestJson(backtest), mapped: open.mapped, fitted }));
    else
      console.log(
        [
          `# ${mapping.name}`,
          '',
          open.mapped === null ? '' : mappedText(open.mapped),
          fitText(fitted, document, '--out FOLDER'),
          '',
          backtestText(backtest),
          '',
        ].join('\n'),
      );
  }
  if (!options.json && lines.length > 0) console.log(['# Together', '', ...table([HEAD, ...lines])].join('\n'));
}

function mappingsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (names.length > 0) return names.sort();
  } catch (error) {
    throw new UsageError(`the mappings in ${folder} cannot be read: ${(error as Error).message}`);
  }
  throw new UsageError(`there are no mappings in ${folder}: files that end in .json`);
}

/** Returns where the fitted model is. */
async function write(folder: string, name: string, backtest: Backtest, fitted: object): Promise<string> {
  await writeReport(join(folder, `${name}.html`), reportHtml(backtest));
  await writeReport(join(folder, `${name}.json`), JSON.stringify(backtestJson(backtest), null, 2));
  const document = join(folder, `${name}.model.json`);
  await writeReport(document, JSON.stringify(fitted, null, 2));
  return document;
}

const HEAD = ['task', 'AUC [90 %]', 'within a period', 'fitted ahead', 'ahead within'];
const SHOWN = [FITTED, RENEWED, UNFITTED, RUNNING_SHARE, RUNNING_SHARE_90, RUNNING_SHARE_90_FROZEN];

/** Ours, the running shares, and the best cheap rival of all. */
function summary({ title, predictors }: Backtest): string[][] {
  const rivals = predictors.filter(({ kind, name }) => kind !== 'SCORE' && name !== CONSTANT);
  const best = rivals.reduce((most, each) =>
    ((each.aucWithin ?? each.auc)?.value ?? 0) > ((most.aucWithin ?? most.auc)?.value ?? 0) ? each : most,
  );
  const shown = predictors.filter(({ name }) => SHOWN.includes(name) || name === best.name);
  return [
    [title, '', '', '', ''],
    ...shown.map(({ name, auc, aucWithin, headlineAhead, headlineAheadWithin }) => [
      `  ${name}${name === best.name ? ' (best cheap rival)' : ''}`,
      interval(auc),
      interval(aucWithin),
      headlineAhead === null ? '' : signed(headlineAhead.value),
      headlineAheadWithin === null ? '' : signed(headlineAheadWithin.value),
    ]),
  ];
}
