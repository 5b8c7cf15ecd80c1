import type { RecordedContact } from '#relationship';
import { parseModel, sumsOf, type PriorChoice, type TrustModel } from '#trust';
import type { Question } from '../questions/question.js';
import type { Known } from '../reading/known.js';
import { readQuestions } from '../reading/read-questions.js';

/** Half-lives that are tried, days; the last stands for none. */
const NO_HALF_LIFE = 36_500;
export const HALF_LIVES = [30, 60, 90, 180, 365, 730, 1000, NO_HALF_LIFE] as const;

/** What the evidence amounted to when a question was asked: the decayed sum of each class, for each half-life tried. */
export type FitRow = {
  readonly question: Question;
  readonly prior: PriorChoice;
  /** By half-life in days, then by class; classes without evidence are left out. */
  readonly sums: ReadonlyMap<number, Readonly<Record<string, number>>>;
};

/**
 * Reads what a fit needs of a customer. Evidence is weighed by the model itself, once for each half-life; so that nothing
 * that a fit finds could differ from what the score then says.
 */
export class ClassSums {
  private readonly models: readonly (readonly [number, TrustModel])[];

  /** @param before questions asked from then on are left out: a fit must not see them */
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
   * @param contacts all of the customer's, in any order
   * @param questions all of the customer's, ascending by time; those that are left out still hold their answers back
   */
  rowsOf(contacts: readonly RecordedContact[], questions: readonly Question[]): FitRow[] {
    const rows: FitRow[] = [];
    const take = (known: Known, question: Question) => {
      if (question.askedAt < this.before) rows.push(this.rowAt(known, question));
    };
    for (const { question } of readQuestions(contacts, questions, [], 'RECORDED', take))
      if (question.askedAt >= this.before) break;
    return rows;
  }

  private rowAt(known: Known, question: Question): FitRow {
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
