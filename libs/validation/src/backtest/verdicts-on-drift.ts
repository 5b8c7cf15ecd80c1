import type { Verdict } from './result.js';
import { figure, percent, warning, type Found } from './verdict-words.js';

/** A slice with fewer questions has no rate worth comparing. */
const FEWEST_QUESTIONS = 20;

/** Whether the share of bad outcomes changes over time. */
export function onDrift({ overTime, predictors, within }: Found): Verdict[] {
  const slices = overTime.filter(({ questions }) => questions >= FEWEST_QUESTIONS);
  const rates = slices.map(({ bad, questions }) => bad / questions);
  if (rates.length < 2 || !variesBeyondChance(slices)) return [];
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const [headline] = predictors;
  if (high < 0.05 || high < 2 * low) return [];
  const pooled = figure(headline?.auc?.value);
  const fair =
    within === 'NONE'
      ? ''
      : ` (pooled ${pooled}, within a ${within.toLowerCase()} ${figure(headline?.aucWithin?.value)})`;
  return [
    warning(
      'DRIFT',
      `The share of bad outcomes drifts between ${percent(low)} and ${percent(high)}, so pooled figures also reward telling early from late${fair}.`,
    ),
  ];
}

/** Whether shares differ more than one in a hundred times by chance: chi-square, with its quantile by Wilson and Hilferty. */
function variesBeyondChance(slices: readonly { readonly bad: number; readonly questions: number }[]): boolean {
  const sum = (of: 'bad' | 'questions') => slices.reduce((total, each) => total + each[of], 0);
  const rate = sum('bad') / sum('questions');
  const found = slices.reduce(
    (total, { bad, questions }) => total + (bad - questions * rate) ** 2 / (questions * rate * (1 - rate)),
    0,
  );
  const freedom = slices.length - 1;
  const ninth = 2 / (9 * freedom);
  return found > freedom * (1 - ninth + 2.326 * Math.sqrt(ninth)) ** 3;
}
