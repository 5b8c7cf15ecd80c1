import {
  inOrderOfTime,
  judgedOf,
  periodOf,
  type ComparablePrediction,
  type Contestant,
  type JudgingOptions,
  type Predictions,
} from '#validation';
import { flag, instant, integer, number, text, type Column, type Dataset } from '../tables/datasets/dataset.js';

/** One prediction, and its place in the order of time. */
export type PredictionRow = { readonly prediction: ComparablePrediction; readonly place: number };

type Kept = { readonly name: string; readonly risks: Float64Array; readonly calibrated: Float64Array };

/** All predictions as a table: what was predicted when, the label, and the risk of every predictor and rival. */
export class PredictionRows {
  private readonly kept: Kept[] = [];
  private readonly inOrder: readonly ComparablePrediction[];
  private readonly judged: ReadonlySet<number>;

  constructor(
    made: Predictions,
    private readonly judging: JudgingOptions,
  ) {
    this.inOrder = inOrderOfTime(made.predictions);
    const questions = this.inOrder.map(({ question }) => question);
    this.judged = new Set(judgedOf(questions, judging).places);
  }

  /** Takes the risks of one predictor or rival, in the order of time. */
  readonly add = ({ name, risks, calibrated }: Contestant): void => {
    this.kept.push({
      name,
      risks: Float64Array.from(risks),
      calibrated: Float64Array.from(calibrated, (risk) => risk ?? NaN),
    });
  };

  *rows(): Generator<PredictionRow> {
    for (const [place, prediction] of this.inOrder.entries()) yield { prediction, place };
  }

  dataset(): Dataset<PredictionRow> {
    const names = columnNames(this.kept.map(({ name }) => name));
    return {
      name: 'predictions',
      says: 'One prediction with a label, the warm-up included.',
      columns: [
        text('customer_id', 'The customer.', ({ prediction }) => prediction.question.customerId),
        text(
          'question_id',
          'Unique within the customer; of a promise its id.',
          ({ prediction }) => prediction.question.id,
        ),
        instant('asked_at', 'When it is asked: only contacts recorded before were used.', at('askedAt')),
        instant('known_at', 'When the label became known.', at('knownAt')),
        instant('decided_at', 'When the label would have been known whatever it was.', at('decidedAt')),
        flag('bad', 'The label: whether the outcome was bad.', ({ prediction }) => prediction.question.bad),
        flag('judged', 'Whether the figures are about it: not in the warm-up, and enough history.', ({ place }) =>
          this.judged.has(place),
        ),
        integer(
          'period',
          `The number of the ${this.judging.within.toLowerCase()} within which it is compared.`,
          (row) => periodOf(row.prediction.question.askedAt, this.judging.within),
        ),
        text(
          'group',
          'The group of the promise; null where it has none.',
          ({ prediction }) => prediction.question.group,
        ),
        text(
          'recorder',
          'Who recorded most of what was known; null before anything was.',
          (row) => row.prediction.recorder,
        ),
        ...this.kept.flatMap((each, index) => columnsOf(each, names[index] ?? '')),
      ],
    };
  }
}

const at =
  (time: 'askedAt' | 'knownAt' | 'decidedAt') =>
  ({ prediction }: PredictionRow) =>
    prediction.question[time];

const columnsOf = ({ name, risks, calibrated }: Kept, column: string): Column<PredictionRow>[] => [
  number(`risk_${column}`, `${name}: higher is worse, on its own scale.`, ({ place }) => risks[place] ?? null),
  number(
    `calibrated_${column}`,
    `${name}: calibrated on earlier labels, 0 to 1; null in the warm-up and while fewer than 30 labels are known.`,
    ({ place }) => {
      const risk = calibrated[place] ?? NaN;
      return Number.isNaN(risk) ? null : risk;
    },
  ),
];

/** The names in lower case, with `_` for all but letters and digits. The second of two equal names ends in `_2`. */
export function columnNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '');
    let column = plain;
    for (let times = 2; taken.has(column); times += 1) column = `${plain}_${times}`;
    taken.add(column);
    return column;
  });
}
