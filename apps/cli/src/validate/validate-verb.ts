import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  FORECAST,
  RUNNING_SHARE,
  RUNNING_SHARE_90,
  RUNNING_SHARE_90_FROZEN,
  CONSTANT,
  type Backtest,
} from '#validation';
import type { Command } from 'commander';
import { withChanceOptions } from '../backtest/bounds.js';
import { setExitCode } from '../backtest/exit-code.js';
import { backtestJson } from '../backtest/report/backtest-json.js';
import { reportHtml } from '../backtest/report/report-html.js';
import { backtestText, interval, mappedText, signed, table } from '../backtest/report/text.js';
import { openTable, type OpenTable } from '../backtest/with-histories.js';
import { writePredictions } from '../backtest/write-predictions.js';
import { fitText } from '../fit/fit-text.js';
import { progressOn } from '../terminal/progress.js';
import { readMapping } from '../mapping/read-mapping.js';
import { validateHistories, type Validated } from './validate-histories.js';
import { makeFolder, writeReport } from '../output/report-file.js';
import { UsageError } from '../terminal/usage-error.js';
import { complain, tell } from '../terminal/saying.js';

const HELP = `
Each mapping names its file. A mapping whose file is not in the folder is skipped with a message. The score is fitted on the
warm-up alone and then frozen. Nothing is recorded.`;

type Options = {
  readonly mappings: string;
  readonly seed: number;
  readonly rounds: number;
  readonly out?: string;
  readonly json?: boolean;
};

/** Registers `validate [FOLDER]`. */
export function validateVerb(program: Command): void {
  const verb = program
    .command('validate')
    .description('judge the score on public data sets, compared with cheap rivals');
  withChanceOptions(verb)
    .argument('[folder]', 'where the data sets are (default: RAPPORT_DATA)')
    .option('--mappings <folder>', 'the mappings that say how they are read', 'apps/cli/mappings')
    .option(
      '--out <folder>',
      'write a report with plots, the figures, the predictions and the fitted model of each; the folder is made if needed',
    )
    .option('--json', 'print everything as one JSON object a line')
    .addHelpText('after', HELP)
    .action(act);
}

async function act(folder: string | undefined, options: Options): Promise<void> {
  const data = folder ?? process.env.RAPPORT_DATA;
  if (data === undefined) throw new UsageError('name the folder of the data sets, or set RAPPORT_DATA to it');
  const now = Date.now();
  if (options.out !== undefined) makeFolder(options.out);
  const lines: string[][] = [];
  for (const name of mappingsIn(options.mappings)) {
    const mapping = readMapping(join(options.mappings, name));
    const path = mapping.file === null ? null : join(data, mapping.file);
    if (path === null || !existsSync(path)) {
      complain(`Skipped: ${mapping.name}. There is no ${mapping.file ?? 'file named in its mapping'} in ${data}.`);
      continue;
    }
    const progress = progressOn(process.stderr);
    const open = await openTable(mapping, path, { now, progress });
    const { seed, rounds } = options;
    const validated = await validateHistories(open, mapping, { seed, rounds, progress }).finally(() => open.close());
    const { backtest, fitted } = validated;
    const document = options.out === undefined ? null : await write(options.out, basename(name, '.json'), validated);
    lines.push(...summary(backtest));
    if (options.json) tell(JSON.stringify({ ...backtestJson(backtest), mapped: open.mapped, fitted }));
    else tell(validatedText(validated, open, document));
    setExitCode(backtest.leftOut, backtest.population.asked / backtest.population.sampledShare);
  }
  if (!options.json && lines.length > 0) tell(['# Together', '', ...table([HEAD, ...lines])].join('\n'));
}

const validatedText = ({ backtest, fitted }: Validated, { mapped }: OpenTable, document: string | null): string =>
  [
    `# ${backtest.title}`,
    '',
    mapped === null ? '' : mappedText(mapped),
    '',
    fitText(fitted, document, '--out FOLDER'),
    '',
    backtestText(backtest),
    '',
  ].join('\n');

function mappingsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (names.length > 0) return names.sort();
  } catch (error) {
    throw new UsageError(`the mappings in ${folder} cannot be read: ${(error as Error).message}`);
  }
  throw new UsageError(`there are no mappings in ${folder}: their names end in .json`);
}

/** Returns where the fitted model is. */
async function write(folder: string, name: string, { backtest, fitted, predictions }: Validated): Promise<string> {
  await writeReport(join(folder, `${name}.html`), reportHtml(backtest));
  await writeReport(join(folder, `${name}.json`), JSON.stringify(backtestJson(backtest), null, 2));
  await writePredictions(predictions, join(folder, `${name}.predictions.parquet`));
  const document = join(folder, `${name}.model.json`);
  await writeReport(document, JSON.stringify(fitted, null, 2));
  return document;
}

const HEAD = ['task', 'AUC [90 %]', 'within a period', 'fitted ahead', 'ahead within'];
const RIVALS_SHOWN = [RUNNING_SHARE, RUNNING_SHARE_90, RUNNING_SHARE_90_FROZEN];

/** Our scores, the running shares, and the best of all cheap rivals. */
function summary({ title, predictors }: Backtest): string[][] {
  const rivals = predictors.filter(({ kind, name }) => kind !== 'SCORE' && name !== CONSTANT);
  const best = rivals.reduce((most, each) =>
    ((each.aucWithin ?? each.auc)?.value ?? 0) > ((most.aucWithin ?? most.auc)?.value ?? 0) ? each : most,
  );
  const shown = predictors.filter(
    ({ name }) =>
      name.startsWith('score') || name.startsWith(FORECAST) || RIVALS_SHOWN.includes(name) || name === best.name,
  );
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
