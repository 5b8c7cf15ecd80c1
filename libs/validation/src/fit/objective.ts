import { parseModel, scoreFromSums, type TrustModelDocument } from '#trust';
import { periodOf, type Period } from '../statistics/period.js';
import { Ranking } from '../statistics/ranking.js';
import { resampledAuc } from '../statistics/resampled-auc.js';
import type { FitRow } from './class-sums.js';

/** The risk of each row under a document: 100 less the score, from the same sums that the evidence has. */
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

/** Enough to tell a gain from chance; always the same seed, so that the same data give the same model. */
const RESAMPLING = { rounds: 500, seed: 1 };
/** A gain is beyond chance if so small a share of resamples, at most, shows none. */
const LARGEST_SHARE_WITHOUT = 0.05;

/** The AUC among questions of one period, over all rows; null where there is no pair to compare. */
export class Objective {
  private readonly bad: readonly boolean[];
  private readonly strata: readonly number[];
  /** About one standard error of an AUC of 0.7 over these rows. */
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

  /**
   * Whether one document has the higher AUC in at least 95 % of the bootstrap resamples of customers.
   * @param candidates how many documents are tried like this one: the more, the stricter (Bonferroni)
   */
  gainsBeyondChance(one: TrustModelDocument, other: TrustModelDocument, candidates: number): boolean {
    const [ours, theirs] = [this.resampled(one), this.resampled(other)];
    const gains = ours.flatMap((auc, round) => {
      const against = theirs[round] ?? null;
      return auc === null || against === null ? [] : [auc - against];
    });
    const without = gains.filter((gain) => gain <= 0).length;
    return gains.length >= RESAMPLING.rounds / 2 && without <= (gains.length * LARGEST_SHARE_WITHOUT) / candidates;
  }

  private resampled(document: TrustModelDocument): (number | null)[] {
    const customers = this.rows.map(({ question }) => question.customerId);
    return resampledAuc(risksUnder(this.rows, document), this.bad, { customers, ...RESAMPLING }, this.strata);
  }
}
