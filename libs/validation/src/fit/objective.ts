import { parseModel, scoreFromSums, type TrustModelDocument } from '#trust';
import { periodOf, type Period } from '../statistics/period.js';
import { Ranking } from '../statistics/ranking.js';
import type { FitRow } from './class-sums.js';

/** The risk of every row under a document: the score read from the very sums that the evidence comes to. */
export function risksUnder(rows: readonly FitRow[], document: TrustModelDocument): number[] {
  const model = parseModel(document);
  const halfLives = Object.entries(document.classes).map(([name, { halfLifeDays }]) => [name, halfLifeDays] as const);
  return rows.map(({ question: { askedAt }, prior, sums }) => {
    const byClass: Record<string, number> = {};
    for (const [name, halfLifeDays] of halfLives) {
      const sum = sums.get(halfLifeDays)?.[name];
      if (sum !== undefined) byClass[name] = sum;
    }
    return 100 - scoreFromSums({ model: model.id, asOf: askedAt, byClass }, askedAt, model, prior).score;
  });
}

/** AUC among questions of one period, over all rows; null where there is no pair to compare. */
export class Objective {
  private readonly bad: readonly boolean[];
  private readonly strata: readonly number[];
  /** How sure an AUC over these rows is: about one standard error, at 0.7. */
  readonly standardError: number;
  /** How many there are of the rarer outcome. */
  readonly events: number;

  constructor(
    readonly rows: readonly FitRow[],
    within: Period,
  ) {
    this.bad = rows.map(({ question }) => question.bad);
    this.strata = rows.map(({ question }) => periodOf(question.askedAt, within));
    const count = this.bad.filter(Boolean).length;
    this.events = Math.min(count, rows.length - count);
    this.standardError = this.events === 0 ? 1 : Math.sqrt((0.7 * 0.3) / this.events);
  }

  of(document: TrustModelDocument): number | null {
    return new Ranking(risksUnder(this.rows, document), this.bad, this.strata).auc();
  }
}
