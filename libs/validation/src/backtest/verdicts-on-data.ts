import { labelsAffected, MOST_LEFT_OUT, shareLeftOut } from '../left-out/left-out.js';
import { FEWEST_CUSTOMERS } from '../statistics/bootstrap.js';
import type { Population, Verdict } from './result.js';
import { note, percent, warning, type Found } from './verdict-words.js';

/** With fewer bad or good outcomes than these the figures say little. */
const FEW = 100;
const TOO_FEW = 20;

const rarerOf = ({ judged, judgedBad }: Population): number => Math.min(judgedBad, judged - judgedBad);

/** Whether there is enough to say that one predictor beats another. */
export const isEnoughToWin = (population: Population): boolean => rarerOf(population) >= TOO_FEW;

/** Whether there is enough to believe anything. */
export function onData({ population }: Found): Verdict[] {
  const { judged, judgedBad, judgedCustomers, effectiveCustomers } = population;
  const rarer = rarerOf(population);
  if (judged === 0) return [warning('NO_DATA', 'No prediction could be judged: nothing can be said about the score.')];
  if (rarer === 0)
    return [warning('ONE_SIDED', 'All judged outcomes are alike, so nobody can say who tells bad from good.')];
  const what = `${judged} predictions about ${judgedCustomers} customers, ${judgedBad} of them bad`;
  if (rarer < TOO_FEW)
    return [warning('TOO_LITTLE_DATA', `Too little data: ${what}. No figure here is more than an anecdote.`)];
  // With few customers the intervals are not wide but too narrow.
  if (effectiveCustomers < TOO_FEW) {
    const asMuchAs =
      judgedCustomers < TOO_FEW
        ? ''
        : `, most of them about a few: as much as ${effectiveCustomers.toFixed(0)} equal customers`;
    const intervals =
      judgedCustomers < FEWEST_CUSTOMERS ? 'there are no intervals' : 'the intervals are narrower than they should be';
    return [
      warning(
        'FEW_CUSTOMERS',
        `Few customers: ${what}${asMuchAs}. Predictions about one customer are not independent, so ${intervals}.`,
      ),
    ];
  }
  return rarer < FEW ? [warning('LITTLE_DATA', `Little data: ${what}. The intervals are wide.`)] : [];
}

/** What of the source is in no contact, and what that does to labels. */
export function onLeftOut({ leftOut, population: { asked, sampledShare } }: Found): Verdict[] {
  const count = leftOut.counts.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  const { missing, doubtful } = labelsAffected(leftOut);
  const share = shareLeftOut(leftOut, asked / sampledShare);
  const says = `${count} things in the source are in no contact (${percent(share)}): ${missing} labels are missing and ${doubtful} may be wrong.`;
  return [share > MOST_LEFT_OUT ? warning('LEFT_OUT', says) : note('LEFT_OUT', says)];
}

/** Where no calibrated risk could be stated. */
export function onCalibration({ population: { judged }, predictors }: Found): Verdict[] {
  const calibrated = predictors[0]?.calibration.predictions ?? 0;
  if (judged === 0 || calibrated === judged) return [];
  return [
    note(
      'UNCALIBRATED',
      `${judged - calibrated} of the ${judged} judged predictions have no calibrated risk, since fewer than 30 labels were known. Brier score and slope are about the others.`,
    ),
  ];
}
