import { InvalidArgumentError, type Command } from 'commander';
import {
  inWords,
  judgingFrom,
  questionFrom,
  withQuestionOptions,
  type QuestionOptions,
} from '../backtest/question-options.js';
import { assertObserved } from '../backtest/outcomes-on-record.js';
import { withBook } from '../backtest/with-book.js';
import { surveyOf } from '../backtest/survey.js';
import { modelNamed } from '../derive/models-asked.js';
import { fitBook } from './fit-book.js';
import { fitText } from './fit-text.js';
import { isStdout } from '../output/open-output.js';
import { assertWritable, writeReport } from '../output/report-file.js';
import { UsageError } from '../terminal/usage-error.js';

const HELP = `
Writes a model document with the evidence for it; nothing uses it until somebody drafts and activates it in the product. Few outcomes
fit a prior, more half-lives, many weights, ten of the rarer outcome for each thing turned. See docs/backtest.md.`;

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
    .option('--prior-only', 'fit the prior alone, the latest outcomes counting most: for a book whose base rate drifts')
    .option('--out <file>', 'write the document to a file')
    .option('--json', 'print the document')
    .addHelpText('after', HELP)
    .action(act);
}

const idOf = (text: string): string => {
  if (!/^[a-z][\w.-]*\/\d+$/i.test(text)) throw new InvalidArgumentError('A name and a version are wanted: ours/1.');
  return text;
};

async function act(options: Options): Promise<void> {
  await withBook(options, Date.now(), async ({ mapping, models, progress, open }) => {
    const question = questionFrom(options, mapping);
    const { warmUpShare, within } = judgingFrom(options, mapping);
    const base = modelNamed(models, options.base);
    if (models.find(options.name) !== null)
      throw new UsageError(
        `--name ${options.name} is on record already: a model never changes, so it could not be drafted`,
      );
    await assertWritable(options.out);
    const { book } = await open();
    const document = await fitBook(book, {
      id: options.name,
      base,
      question,
      outcome: question === mapping?.question ? mapping.predicts : inWords(question),
      within,
      knownBefore: options.onWarmUp
        ? (await surveyOf(book, question, { warmUpShare, progress })).warmUpEndsAt
        : Infinity,
      priorOnly: options.priorOnly ?? false,
      progress,
    });
    const { bad = 0, questions = 0 } = document.evidence?.fitted ?? {};
    if (bad === 0 || bad === questions) await assertObserved(book, question);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (options.out !== undefined) {
      await writeReport(options.out, text);
      if (isStdout(options.out)) return;
    }
    console.log(options.json ? text.trimEnd() : fitText(document, options.out ?? null));
  });
}
