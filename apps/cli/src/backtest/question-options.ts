import { ASKING_TIMES, PERIODS, type BadWhen, type JudgingOptions, type Period } from '#validation';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { NEXT_EXPECTATION, type Question, type Validation } from '#source';
import { share, spanOfDays, whole } from './bounds.js';
import { UsageError } from '../terminal/usage-error.js';

/** What is asked and how it is judged, as options. An option that is left out has the source's value. */
export type QuestionOptions = {
  readonly outcome?: string;
  readonly askAt?: (typeof ASKING_TIMES)[number];
  readonly group?: string;
  readonly badWhen?: BadWhen;
  readonly horizon?: number;
  readonly every?: number;
  readonly warmUp?: number;
  readonly minimumHistory?: number;
  readonly within?: Period;
  readonly source?: string;
  readonly data?: readonly string[];
};

/** Kinds of outcome whose name says when they are bad. */
const BAD_BY_NAME: Readonly<Record<string, BadWhen>> = {
  LEFT: { is: 'OBSERVED' },
  CHURNED: { is: 'OBSERVED' },
  RENEWED: { is: 'ABSENT' },
};

const SPAN = 'in days, 1/24 to 36525';

export const withQuestionOptions = (verb: Command): Command =>
  verb
    .option(
      '--outcome <kind>',
      `the kind of an OutcomeObserved (LEFT, RENEWED, CSAT, ...), or ${NEXT_EXPECTATION}: whether the next promise is missed (default: the source's, or ${NEXT_EXPECTATION})`,
    )
    .addOption(
      new Option('--ask-at <time>', `for ${NEXT_EXPECTATION}: when the promise is made or due (default: SET)`).choices(
        ASKING_TIMES,
      ),
    )
    .option(
      '--group <name>',
      `for ${NEXT_EXPECTATION} from a source: the side fact that is the promise's group (default: the service of its issue)`,
    )
    .option(
      '--bad-when <rule>',
      'OBSERVED, ABSENT, below:NUMBER or above:NUMBER; known for LEFT and RENEWED',
      badWhenOf,
    )
    .option('--horizon <days>', `how far ahead an outcome is predicted, ${SPAN}`, spanOfDays)
    .option('--every <days>', `from one prediction to the next, ${SPAN} (default: the horizon)`, spanOfDays)
    .option('--warm-up <share>', 'of the predictions, learned from and not judged, 0 to below 1 (default: 0.2)', share)
    .option('--minimum-history <n>', 'predictions about a customer before one is judged, 0 or more (default: 0)', whole)
    .addOption(
      new Option('--within <period>', 'period in which predictions are compared (default: WEEK)').choices(PERIODS),
    )
    .option(
      '--source <folder>',
      'a source with validation in its source.yaml, instead of the relationships on record; what it says replaces the defaults above',
    )
    .option('--data <file...>', 'the files of the source');

/** @throws UsageError options that do not go together, or too few of them */
export function questionFrom(options: QuestionOptions, validation: Validation | null): Question {
  const { outcome, askAt, group, horizon, every, badWhen } = options;
  const kind = outcome ?? NEXT_EXPECTATION;
  const ofOutcomes = { '--horizon': horizon, '--every': every, '--bad-when': badWhen };
  const ofPromises = { '--ask-at': askAt, '--group': group };
  const unused = Object.entries(kind === NEXT_EXPECTATION ? ofOutcomes : ofPromises);
  const [wrong] = unused.find(([, value]) => value !== undefined) ?? [];
  if (wrong !== undefined)
    throw new UsageError(
      `${wrong} does not go with ${kind}: it goes with --outcome ${kind === NEXT_EXPECTATION ? 'KIND' : NEXT_EXPECTATION}`,
    );
  if (outcome === undefined && validation !== null && askAt === undefined && group === undefined)
    return validation.question;
  if (kind === NEXT_EXPECTATION)
    return { is: 'NEXT_EXPECTATION', askAt: askAt ?? askAtOf(validation), groupBy: groupFrom(group, validation) };
  if (horizon === undefined) throw new UsageError(`--outcome ${kind} needs --horizon DAYS`);
  const rule = badWhen ?? BAD_BY_NAME[kind.toUpperCase()];
  if (rule === undefined)
    throw new UsageError(
      `--outcome ${kind} needs --bad-when, which says when ${kind} is bad (OBSERVED, ABSENT, below:N, above:N)`,
    );
  return { is: 'OUTCOME', kind, badWhen: rule, horizonDays: horizon, everyDays: every ?? horizon };
}

const askAtOf = (validation: Validation | null): (typeof ASKING_TIMES)[number] =>
  validation?.question.is === 'NEXT_EXPECTATION' ? validation.question.askAt : 'SET';

/** @throws UsageError the source has no such side fact */
function groupFrom(group: string | undefined, validation: Validation | null): string | null {
  if (group === undefined) return validation?.question.is === 'NEXT_EXPECTATION' ? validation.question.groupBy : null;
  const names = validation?.sideFacts ?? [];
  if (names.includes(group)) return group;
  throw new UsageError(
    validation === null
      ? '--group goes with --source: on record the group of a promise is the service of its issue'
      : `--group ${group} is no side fact of the source; there ${names.length === 0 ? 'are none' : `are ${names.join(', ')}`}`,
  );
}

export const judgingFrom = (
  { warmUp, minimumHistory, within }: QuestionOptions,
  validation: Validation | null,
): JudgingOptions => ({
  warmUpShare: warmUp ?? validation?.judging.warmUpShare ?? 0.2,
  minimumHistory: minimumHistory ?? validation?.judging.minimumHistory ?? 0,
  within: within ?? validation?.judging.within ?? 'WEEK',
});

/** What is predicted, in words. */
export function inWords(question: Question): string {
  if (question.is === 'NEXT_EXPECTATION')
    return `the next promise is missed, asked when it is ${question.askAt === 'SET' ? 'made' : 'due'}`;
  const { kind, badWhen, horizonDays } = question;
  const within = `within ${horizonDays} ${horizonDays === 1 ? 'day' : 'days'}`;
  if (badWhen.is === 'OBSERVED') return `${kind} is observed ${within}`;
  if (badWhen.is === 'ABSENT') return `${kind} is not observed ${within}`;
  return `the next ${kind} ${within} is ${badWhen.is === 'BELOW' ? 'below' : 'above'} ${badWhen.value}`;
}

function badWhenOf(text: string): BadWhen {
  if (text === 'OBSERVED' || text === 'ABSENT') return { is: text };
  const [, name, number] = /^(below|above):(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('It must be OBSERVED, ABSENT, below:NUMBER or above:NUMBER.');
  return { is: name === 'below' ? 'BELOW' : 'ABOVE', value: Number(number) };
}
