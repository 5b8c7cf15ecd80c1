import { byDimensionAlone, byLowerEnd, byScore, byScoreUnder, renewedPriors, type Predictor } from '#validation';
import type { TrustModel } from '#trust';
import type { Command } from 'commander';
import type { Progress } from '../terminal/progress.js';
import { NEXT_EXPECTATION, type Question } from '../mapping/question.js';
import { UsageError } from '../terminal/usage-error.js';
import { modelNamed } from '../derive/models-asked.js';
import type { Book } from './book.js';
import { capacity, withChanceOptions } from './bounds.js';
import { concludeWith } from './conclude-with.js';
import { fittedTo } from './fitted-to.js';
import { inWords, judgingFrom, questionFrom, withQuestionOptions, type QuestionOptions } from './question-options.js';
import { assertObserved } from './outcomes-on-record.js';
import { readBook } from './read-book.js';
import { backtestJson } from './report/backtest-json.js';
import { reportHtml } from './report/report-html.js';
import { backtestText, mappedText } from './report/text.js';
import { surveyOf } from './survey.js';
import { withBook } from './with-book.js';
import { isStdout } from '../output/open-output.js';
import { assertWritable, writeReport } from '../output/report-file.js';

const HELP = `
Walks through history: each prediction is made from what was on record before it, and compared with what then came. Beside
the score stand cheap rivals on the very same predictions; where one of them wins, the report says so. See docs/backtest.md.`;

type Options = QuestionOptions & {
  readonly model: readonly string[];
  readonly capacity: readonly number[];
  readonly seed: number;
  readonly rounds: number;
  readonly renewPrior?: boolean;
  readonly html?: string;
  readonly json?: boolean;
};

export const CAPACITIES = [0.05, 0.1, 0.2];

/** Registers `backtest`. */
export function backtestVerb(program: Command): void {
  const verb = program.command('backtest').description('judge how well the score predicts an outcome');
  withChanceOptions(withQuestionOptions(verb))
    .option(
      '--model <model...>',
      'ids of models, or paths of documents that need not be registered; the first is the headline',
      ['trust-beta/1'],
    )
    .option(
      '--capacity <share...>',
      'share of the predictions that can be looked after, above 0 and up to 1',
      collect,
      CAPACITIES,
    )
    .option(
      '--renew-prior',
      'judge the first model also with its prior of reliability fitted anew every Monday, one for all segments',
    )
    .option('--html <file>', 'write a report with plots')
    .option('--json', 'print everything as one JSON object')
    .addHelpText('after', HELP)
    .action(act);
}

const collect = (text: string, before: readonly number[]): readonly number[] => [
  ...(before === CAPACITIES ? [] : before),
  capacity(text),
];

async function act(options: Options): Promise<void> {
  await withBook(options, Date.now(), async ({ mapping, models, progress, open }) => {
    const question = questionFrom(options, mapping);
    if (options.renewPrior && question.is !== 'NEXT_EXPECTATION')
      throw new UsageError(
        `--renew-prior is for ${NEXT_EXPECTATION}: of other outcomes a prior is no share of promises kept`,
      );
    const asked = options.model.map((name) => modelNamed(models, name));
    assertNoneTwice(asked);
    const [first, ...others] = asked;
    if (first === undefined) return;
    await assertWritable(options.html);
    const { book, mapped } = await open();
    const predictors: [Predictor, ...Predictor[]] = [
      byScore(first),
      ...(options.renewPrior ? [await byRenewedScore(first, book, question, progress)] : []),
      ...others.map((model) => byScore(model)),
      byLowerEnd(first),
      byDimensionAlone(first, 'reliability'),
    ];
    const read = await readBook(book, { question, predictors, progress });
    const backtest = concludeWith(progress, read, {
      ...judgingFrom(options, mapping),
      title: book.title,
      outcome: question === mapping?.question ? mapping.predicts : inWords(question),
      predictors: predictors.map(({ name }) => name),
      fittedTo: fittedTo(asked),
      capacities: options.capacity,
      rounds: options.rounds,
      seed: options.seed,
    });
    const { judged, judgedBad } = backtest.population;
    if (judgedBad === 0 || judgedBad === judged) await assertObserved(book, question);
    if (options.html !== undefined && isStdout(options.html)) return writeReport(options.html, reportHtml(backtest));
    if (options.json) console.log(JSON.stringify({ ...backtestJson(backtest), mapped }));
    else {
      if (mapped !== null) console.log(mappedText(mapped));
      console.log(backtestText(backtest));
    }
    if (options.html === undefined) return;
    await writeReport(options.html, reportHtml(backtest));
    if (!options.json) console.log(`\nThe report with plots is in ${options.html}.`);
  });
}

/** @throws UsageError two predictors of one name, which nobody could tell apart */
function assertNoneTwice(models: readonly TrustModel[]): void {
  const twice = models.find(({ id }, place) => models.findIndex((other) => other.id === id) < place);
  if (twice !== undefined) throw new UsageError(`--model names ${twice.id} twice: each model has an id of its own`);
}

async function byRenewedScore(
  model: TrustModel,
  book: Book,
  question: Question,
  progress: Progress,
): Promise<Predictor> {
  const { outcomes } = await surveyOf(book, question, { warmUpShare: 0, progress });
  return byScoreUnder(model, renewedPriors(model, outcomes), `score ${model.id}, prior renewed weekly`);
}
