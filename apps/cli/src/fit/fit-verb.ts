import { InvalidArgumentError, type Command } from 'commander';
import {
  inWords,
  judgingFrom,
  questionFrom,
  withQuestionOptions,
  type QuestionOptions,
} from '../backtest/question-options.js';
import { assertObserved } from '../backtest/outcomes-on-record.js';
import { withHistories } from '../backtest/with-histories.js';
import { setExitCode } from '../backtest/exit-code.js';
import { leftOutLines } from '../backtest/report/left-out-text.js';
import { surveyOf } from '../backtest/survey.js';
import { modelNamed } from '../derive/models-asked.js';
import { fitHistories } from './fit-histories.js';
import { fitText } from './fit-text.js';
import { isStdout } from '../output/open-output.js';
import { assertWritable, writeReport } from '../output/report-file.js';
import { UsageError } from '../terminal/usage-error.js';
import { tell } from '../terminal/saying.js';

const HELP = `
Writes a model document with the evidence for it. Nothing uses it until somebody drafts and activates it in the product. Few
outcomes fit a prior; for each ten of the rarer outcome one more parameter may change, if held-out outcomes gain by it beyond
chance. See docs/backtest.md.`;

type Options = QuestionOptions & {
  readonly base: string;
  readonly name: string;
  readonly out?: string;
  readonly onWarmUp?: boolean;
  readonly priorOnly?: boolean;
  readonly json?: boolean;
};

/** Registers `fit`. */
export function fitVerb(program: Command): void {
  withQuestionOptions(program.command('fit').description('fit a candidate model to an outcome; it is never activated'))
    .requiredOption('--name <id>', 'of the new model, such as ours/1', idOf)
    .option(
      '--base <model>',
      'the id of the model it starts from, or the path of a document that need not be registered',
      'trust-beta/1',
    )
    .option('--on-warm-up', 'learn from the warm-up only, so that a backtest can judge it on the rest')
    .option('--prior-only', 'fit the prior alone, and let the latest outcomes count most: for base rates that drift')
    .option('--out <file>', 'write the document to a file')
    .option('--json', 'print the document')
    .addHelpText('after', HELP)
    .action(act);
}

const idOf = (text: string): string => {
  if (!/^[a-z][\w.-]*\/\d+$/i.test(text))
    throw new InvalidArgumentError('It must be a name and a version, such as ours/1.');
  return text;
};

async function act(options: Options): Promise<void> {
  await withHistories(options, Date.now(), async ({ source, models, progress, open }) => {
    const validation = source?.validation ?? null;
    const question = questionFrom(options, validation);
    const { warmUpShare, within } = judgingFrom(options, validation);
    const base = modelNamed(models, options.base);
    if (models.find(options.name) !== null)
      throw new UsageError(
        `--name ${options.name} is on record already: a model never changes, so choose another name or version`,
      );
    await assertWritable(options.out);
    const { histories } = await open(question);
    const document = await fitHistories(histories, {
      id: options.name,
      base,
      question,
      outcome: question === validation?.question ? validation.predicts : inWords(question),
      within,
      knownBefore: options.onWarmUp
        ? (await surveyOf(histories, question, { warmUpShare, progress })).warmUpEndsAt
        : Infinity,
      priorOnly: options.priorOnly ?? false,
      progress,
    });
    const { bad = 0, questions = 0 } = document.evidence?.fitted ?? {};
    if (bad === 0 || bad === questions) await assertObserved(histories, question);
    const { leftOut } = histories.dataSet;
    setExitCode(leftOut, questions);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (options.out !== undefined) {
      await writeReport(options.out, text);
      if (isStdout(options.out)) return;
    }
    if (options.json) tell(text.trimEnd());
    else tell([...leftOutLines(leftOut), fitText(document, options.out ?? null)].join('\n'));
  });
}
