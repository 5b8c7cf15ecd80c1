/** Pairs of a bad and a good outcome, and those of them in which the bad one had the higher risk. */
export type Pairs = { readonly pairs: number; readonly won: number };

/**
 * Predictions sorted by risk once, so that the bootstrap can count the same AUC thousands of times with other weights. Pairs
 * are formed only within a stratum, such as a week.
 */
export class Ranking {
  /** Indexes by stratum, then by risk, ascending. */
  private readonly order: Uint32Array;
  /** 1 where a stratum begins, 2 where only a new risk does, 0 where the risk equals the one before. */
  private readonly step: Uint8Array;

  /**
   * @param risk one for each prediction on any scale, higher is worse
   * @param bad whether the outcome was bad
   * @param stratum left out: all pairs count
   */
  constructor(
    risk: ArrayLike<number>,
    private readonly bad: ArrayLike<boolean>,
    stratum?: ArrayLike<number>,
  ) {
    const stratumOf = (index: number) => stratum?.[index] ?? 0;
    const riskOf = (index: number) => risk[index] ?? 0;
    this.order = Uint32Array.from({ length: bad.length }, (_, index) => index).sort(
      (a, b) => stratumOf(a) - stratumOf(b) || riskOf(a) - riskOf(b) || a - b,
    );
    this.step = Uint8Array.from(this.order, (index, place) => {
      const before = this.order[place - 1];
      if (before === undefined || stratumOf(before) !== stratumOf(index)) return 1;
      return riskOf(before) === riskOf(index) ? 0 : 2;
    });
  }

  /**
   * The share of pairs of one bad and one good outcome in which the bad one had the higher risk; ties count half.
   * @param weights how often each prediction counts; left out: once
   * @returns 0 to 1; null where there is no such pair
   */
  auc(weights?: ArrayLike<number>): number | null {
    const { pairs, won } = this.tally(weights);
    return pairs === 0 ? null : won / pairs;
  }

  /** @param weights as above */
  tally(weights?: ArrayLike<number>): Pairs {
    let [pairs, won] = [0, 0];
    this.eachStratum(weights, (here) => {
      pairs += here.pairs;
      won += here.won;
    });
    return { pairs, won };
  }

  /** Counts one stratum after another. @param tell also gets the index of one prediction of the stratum */
  eachStratum(weights: ArrayLike<number> | undefined, tell: (here: Pairs, member: number) => void): void {
    let member = -1;
    let [good, bad, tiedGood, tiedBad, wonHere] = [0, 0, 0, 0, 0];
    const closeTie = () => {
      wonHere += tiedBad * (good + tiedGood / 2);
      good += tiedGood;
      bad += tiedBad;
      tiedGood = tiedBad = 0;
    };
    const closeStratum = () => {
      closeTie();
      if (member >= 0) tell({ pairs: good * bad, won: wonHere }, member);
      good = bad = wonHere = 0;
    };
    for (let place = 0; place < this.order.length; place += 1) {
      const index = this.order[place] ?? 0;
      const step = this.step[place];
      if (step === 1) {
        closeStratum();
        member = index;
      } else if (step === 2) closeTie();
      const weight = weights === undefined ? 1 : (weights[index] ?? 0);
      if (this.bad[index]) tiedBad += weight;
      else tiedGood += weight;
    }
    closeStratum();
  }
}

/** See Ranking. */
export const aucOf = (risk: ArrayLike<number>, bad: ArrayLike<boolean>, stratum?: ArrayLike<number>): number | null =>
  new Ranking(risk, bad, stratum).auc();
