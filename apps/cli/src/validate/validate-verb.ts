import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  FORECAST,
  RUNNING_SHARE,
  RUNNING_SHARE_90,
  RUNNING_SHARE_90_FROZEN,
  CONSTANT,
  type Backtest,
} from '#validation';
import type { Command } from 'commander';
import { filesNamed, readSource, SourceInvalid, type Source } from '#source';
import { withChanceOptions } from '../backtest/bounds.js';
import { setExitCode } from '../backtest/exit-code.js';
import { backtestJson } from '../backtest/report/backtest-json.js';
import { reportHtml } from '../backtest/report/report-html.js';
import { backtestText, interval, readText, signed, table } from '../backtest/report/text.js';
import { openSource, type OpenSource } from '../backtest/with-histories.js';
import { writePredictions } from '../backtest/write-predictions.js';
import { fitText } from '../fit/fit-text.js';
import { progressOn } from '../terminal/progress.js';
import { validationOf } from '../histories/source-histories.js';
import { untilInterrupted } from '../session/session.js';
import { validateHistories, type Validated } from './validate-histories.js';
import { makeFolder, writeReport } from '../output/report-file.js';
import { UsageError } from '../terminal/usage-error.js';
import { complain, tell } from '../terminal/saying.js';

const HELP = `
Each source names its files. A source whose files are not in the folder is skipped with a message. The score is fitted on the
warm-up alone and then frozen. Nothing is recorded.`;

type Options = {
  readonly sources: string;
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
    .option('--sources <folder>', 'the sources that say how they are read', 'apps/cli/sources')
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
  if (options.out !== undefined) makeFolder(options.out);
  await untilInterrupted(async (signal) => {
    const lines: string[][] = [];
    for (const name of sourcesIn(options.sources)) {
      const source = readSource(join(options.sources, name));
      const files = filesNamed(source, readdirSync(data)).map((file) => join(data, file));
      if (files.length === 0) {
        complain(`Skipped: ${source.name}. There is no ${source.views.map(({ file }) => file).join(', ')} in ${data}.`);
        continue;
      }
      lines.push(...(await validate(source, files, options, signal)));
    }
    if (!options.json && lines.length > 0) tell(['# Together', '', ...table([HEAD, ...lines])].join('\n'));
  });
}

/** @returns the lines of the summary */
async function validate(
  source: Source,
  files: readonly string[],
  { seed, rounds, out, json }: Options,
  signal: AbortSignal,
): Promise<string[][]> {
  const progress = progressOn(process.stderr);
  const validation = validationOf(source);
  const { question } = validation;
  const open = await openSource(source, files, { question, now: Date.now(), progress, signal });
  const validated = await validateHistories(open, validation, { seed, rounds, progress }).finally(() => open.close());
  const { backtest, fitted } = validated;
  const document = out === undefined ? null : await write(out, source.id, validated);
  if (json) tell(JSON.stringify({ ...backtestJson(backtest), read: open.read, fitted }));
  else tell(validatedText(validated, open, document));
  setExitCode(backtest.leftOut, backtest.population.asked / backtest.population.sampledShare);
  return summary(backtest);
}

const validatedText = ({ backtest, fitted }: Validated, { read }: OpenSource, document: string | null): string =>
  [
    `# ${backtest.title}`,
    '',
    read === null ? '' : readText(read),
    '',
    fitText(fitted, document, '--out FOLDER'),
    '',
    backtestText(backtest),
    '',
  ].join('\n');

/** The sources in a folder that say what to predict. */
function sourcesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
    const found = names.map(({ name }) => name).filter((name) => readSource(join(folder, name)).validation !== null);
    if (found.length > 0) return found.sort();
  } catch (error) {
    if (error instanceof SourceInvalid) throw error;
    throw new UsageError(`the sources in ${folder} cannot be read: ${(error as Error).message}`);
  }
  throw new UsageError(`there are no sources in ${folder} that say what to predict`);
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
