import { FEWEST_CUSTOMERS } from '../statistics/bootstrap.js';
import type { Population, Verdict } from './result.js';
import { warning, type Found } from './verdict-words.js';

/** Fewer bad or good outcomes than these say little, whatever the figures. */
const FEW = 100;
const TOO_FEW = 20;

const rarerOf = ({ judged, judgedBad }: Population): number => Math.min(judgedBad, judged - judgedBad);

/** Whether there is enough to say that one wins over another. */
export const isEnoughToWin = (population: Population): boolean => rarerOf(population) >= TOO_FEW;

/** Whether there is enough to believe anything. */
export function onData({ population }: Found): Verdict[] {
  const { judged, judgedBad, judgedCustomers, effectiveCustomers } = population;
  const rarer = rarerOf(population);
  if (judged === 0) return [warning('NO_DATA', 'No prediction could be judged: nothing can be said about the score.')];
  if (rarer === 0)
    return [warning('ONE_SIDED', 'All judged outcomes are alike: nothing can be said about telling them apart.')];
  const what = `${judged} predictions about ${judgedCustomers} customers, ${judgedBad} of them bad`;
  if (rarer < TOO_FEW)
    return [warning('TOO_LITTLE_DATA', `Too little data: ${what}. Take no figure here for more than an anecdote.`)];
  // With few customers intervals are not wide but too narrow.
  if (effectiveCustomers < TOO_FEW) {
    const asMuchAs =
      judgedCustomers < TOO_FEW ? '' : `, of whom a few have most: as much as ${effectiveCustomers.toFixed(0)} alike`;
    const intervals =
      judgedCustomers < FEWEST_CUSTOMERS ? 'there are no intervals' : 'the intervals are narrower than they should be';
    return [
      warning(
        'FEW_CUSTOMERS',
        `Few customers: ${what}${asMuchAs}. Predictions about one customer are no independent witnesses, so ${intervals}.`,
      ),
    ];
  }
  return rarer < FEW ? [warning('LITTLE_DATA', `Little data: ${what}. The intervals are wide for good reason.`)] : [];
}
