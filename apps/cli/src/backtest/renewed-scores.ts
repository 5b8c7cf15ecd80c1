import type { OutcomesByWeek, TrustModel } from '#trust';
import { byRenewedScore, renewedPriors, type Predictor } from '#validation';

/**
 * The score of a model with its prior of reliability renewed every Monday: one prior for all promises and, where promises have
 * groups, one for each group.
 * @param name of the first; the second adds that its prior is by group
 */
export function renewedScores(model: TrustModel, outcomes: OutcomesByWeek, name: string): Predictor[] {
  const base = model.document.dimensions.reliability.prior;
  const renewed = (byGroup: boolean, as: string) =>
    byRenewedScore(model, renewedPriors(outcomes, { base, byGroup }), as);
  return [
    renewed(false, `${name}, prior renewed weekly`),
    ...(outcomes.hasGroups ? [renewed(true, `${name}, prior renewed weekly by group`)] : []),
  ];
}
