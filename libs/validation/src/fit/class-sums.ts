import type { RecordedContact } from '#relationship';
import { parseModel, sumsOf, type PriorChoice, type TrustModel } from '#trust';
import type { Question } from '../questions/question.js';
import type { KnownHistory } from '../prediction/known-history.js';
import { predict } from '../prediction/predict.js';

/** Half-lives that are tried, days; the last stands for none. */
const NO_HALF_LIFE = 36_500;
export const HALF_LIVES = [30, 60, 90, 180, 365, 730, 1000, NO_HALF_LIFE] as const;

/** The evidence at the time of a question: the decayed sum of each class, for each half-life that is tried. */
export type FitRow = {
  readonly question: Question;
  readonly prior: PriorChoice;
  /** By half-life in days, then by class. Classes without evidence are left out. */
  readonly sums: ReadonlyMap<number, Readonly<Record<string, number>>>;
};

/**
 * Makes the rows that a fit learns from. The model itself weighs the evidence, once for each half-life, so the score later
 * computes the same as the fit did.
 */
export class ClassSums {
  private readonly models: readonly (readonly [number, TrustModel])[];

  /** @param before questions asked from then on make no rows: the fit must not see them. Milliseconds since the epoch */
  constructor(
    model: TrustModel,
    private readonly before: number,
  ) {
    const { document } = model;
    const written = Object.values(document.classes).map(({ halfLifeDays }) => halfLifeDays);
    this.models = [...new Set([...HALF_LIVES, ...written])].map((halfLifeDays) => [
      halfLifeDays,
      parseModel({
        ...document,
        classes: Object.fromEntries(
          Object.entries(document.classes).map(([name, each]) => [name, { ...each, halfLifeDays }]),
        ),
      }),
    ]);
  }

  /**
   * @param contacts all contacts of the customer, in any order
   * @param questions all questions about the customer, ascending by time; those that make no row still hold their labels back
   */
  rowsOf(contacts: readonly RecordedContact[], questions: readonly Question[]): FitRow[] {
    const rows: FitRow[] = [];
    const addRow = (known: KnownHistory, question: Question) => {
      if (question.askedAt < this.before) rows.push(this.rowAt(known, question));
    };
    for (const { question } of predict(contacts, questions, [], 'RECORDED', addRow))
      if (question.askedAt >= this.before) break;
    return rows;
  }

  private rowAt(known: KnownHistory, question: Question): FitRow {
    return {
      question,
      prior: known.prior,
      sums: new Map(
        this.models.map(([halfLifeDays, model]) => [
          halfLifeDays,
          sumsOf(known.under(model), question.askedAt).byClass,
        ]),
      ),
    };
  }
}
