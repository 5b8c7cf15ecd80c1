import { byDimensionAlone, byLowerEnd, byScore, type Predictor } from '#validation';
import { DEFAULT_MODEL, type TrustModel } from '#trust';
import type { Command } from 'commander';
import type { Progress } from '../terminal/progress.js';
import { NEXT_EXPECTATION, type Question } from '#source';
import { UsageError } from '../terminal/usage-error.js';
import { modelNamed } from '../derive/models-asked.js';
import type { Histories } from './histories.js';
import { capacity, withChanceOptions } from './bounds.js';
import { evaluateWithProgress } from './evaluate-with-progress.js';
import { setExitCode } from './exit-code.js';
import { fittedTo } from './fitted-to.js';
import { inWords, judgingFrom, questionFrom, withQuestionOptions, type QuestionOptions } from './question-options.js';
import { assertObserved } from './outcomes-on-record.js';
import { predictAll } from './predict-all.js';
import { PredictionRows } from './prediction-rows.js';
import { renewedScores } from './renewed-scores.js';
import { printReport, type ReportOptions } from './report/print-report.js';
import { surveyOf } from './survey.js';
import { withHistories } from './with-histories.js';
import { writePredictions } from './write-predictions.js';
import { assertWritable } from '../output/report-file.js';
import { formatOf } from '../tables/sinks/format-of.js';

const HELP = `
Goes through the history: each prediction is made from what was on record before it, and compared with what happened. Cheap
rivals predict the same; where one of them is better, the report says so. See docs/backtest.md.`;

type Options = QuestionOptions &
  ReportOptions & {
    readonly model: readonly string[];
    readonly capacity: readonly number[];
    readonly seed: number;
    readonly rounds: number;
    readonly renewPrior?: boolean;
  };

export const CAPACITIES = [0.05, 0.1, 0.2];

/** Registers `backtest`. */
export function backtestVerb(program: Command): void {
  const verb = program.command('backtest').description('judge how well the score predicts an outcome');
  withChanceOptions(withQuestionOptions(verb))
    .option(
      '--model <model...>',
      'ids of models, or paths of documents that need not be registered; the first is the headline',
      [DEFAULT_MODEL.id],
    )
    .option(
      '--capacity <share...>',
      'share of the predictions that can be looked after, above 0 and up to 1',
      collect,
      CAPACITIES,
    )
    .option(
      '--renew-prior',
      'also judge the first model with its prior of reliability fitted anew every Monday: one for all, and one for each group',
    )
    .option('--html <file>', 'write a report with plots')
    .option(
      '--predictions <file>',
      'write every prediction with its label, its times and the risks of all predictors: .parquet, .csv or .ndjson',
    )
    .option('--json', 'print everything as one JSON object')
    .addHelpText('after', HELP)
    .action(act);
}

const collect = (text: string, before: readonly number[]): readonly number[] => [
  ...(before === CAPACITIES ? [] : before),
  capacity(text),
];

async function act(options: Options): Promise<void> {
  await withHistories(options, Date.now(), async ({ source, models, progress, open }) => {
    const validation = source?.validation ?? null;
    const question = questionFrom(options, validation);
    if (options.renewPrior && question.is !== 'NEXT_EXPECTATION')
      throw new UsageError(
        `--renew-prior is for ${NEXT_EXPECTATION}: for other outcomes a prior is no share of kept promises`,
      );
    const asked = options.model.map((name) => modelNamed(models, name));
    assertNoneTwice(asked);
    const [first, ...others] = asked;
    if (first === undefined) return;
    await assertWritable(options.html);
    if (options.predictions !== undefined) formatOf(options.predictions);
    await assertWritable(options.predictions);
    const { histories, read } = await open(question);
    const predictors: [Predictor, ...Predictor[]] = [
      byScore(first),
      ...(options.renewPrior ? await renewed(first, histories, question, progress) : []),
      ...others.map((model) => byScore(model)),
      byLowerEnd(first),
      byDimensionAlone(first, 'reliability'),
    ];
    const judging = judgingFrom(options, validation);
    const made = await predictAll(histories, { question, predictors, progress });
    const rows = options.predictions === undefined ? null : new PredictionRows(made, judging);
    const conclusion = {
      ...judging,
      title: histories.title,
      outcome: question === validation?.question ? validation.predicts : inWords(question),
      predictors: predictors.map(({ name }) => name),
      fittedTo: fittedTo(asked),
      ofPromises: question.is === 'NEXT_EXPECTATION',
      capacities: options.capacity,
      rounds: options.rounds,
      seed: options.seed,
    };
    const backtest = evaluateWithProgress(progress, made, conclusion, rows?.add);
    const { judged, judgedBad, asked: labels, sampledShare } = backtest.population;
    if (judgedBad === 0 || judgedBad === judged) await assertObserved(histories, question);
    if (rows !== null && options.predictions !== undefined) await writePredictions(rows, options.predictions);
    await printReport(backtest, read, options);
    setExitCode(backtest.leftOut, labels / sampledShare);
  });
}

/** @throws UsageError two predictors of one name, which nobody could tell apart */
function assertNoneTwice(models: readonly TrustModel[]): void {
  const twice = models.find(({ id }, place) => models.findIndex((other) => other.id === id) < place);
  if (twice !== undefined) throw new UsageError(`--model names ${twice.id} twice: each model has an id of its own`);
}

async function renewed(
  model: TrustModel,
  histories: Histories,
  question: Question,
  progress: Progress,
): Promise<Predictor[]> {
  const { outcomes } = await surveyOf(histories, question, { warmUpShare: 0, progress });
  return renewedScores(model, outcomes, `score ${model.id}`);
}
