import type { Verdict } from './result.js';
import { figure, percent, warning, type Found } from './verdict-words.js';

/** A stretch of fewer questions has no rate to speak of. */
const FEWEST_QUESTIONS = 20;

/** Whether the share of bad outcomes is another as time goes by. */
export function onDrift({ overTime, predictors, within }: Found): Verdict[] {
  const stretches = overTime.filter(({ questions }) => questions >= FEWEST_QUESTIONS);
  const rates = stretches.map(({ bad, questions }) => bad / questions);
  if (rates.length < 2 || !variesBeyondChance(stretches)) return [];
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
      `The share of bad outcomes drifts between ${percent(low)} and ${percent(high)}: pooled figures then tell early from late too${fair}.`,
    ),
  ];
}

/** Whether shares differ more than one in a hundred times by chance: chi-square, its quantile by Wilson and Hilferty. */
function variesBeyondChance(stretches: readonly { readonly bad: number; readonly questions: number }[]): boolean {
  const sum = (of: 'bad' | 'questions') => stretches.reduce((total, each) => total + each[of], 0);
  const rate = sum('bad') / sum('questions');
  const found = stretches.reduce(
    (total, { bad, questions }) => total + (bad - questions * rate) ** 2 / (questions * rate * (1 - rate)),
    0,
  );
  const freedom = stretches.length - 1;
  const ninth = 2 / (9 * freedom);
  return found > freedom * (1 - ninth + 2.326 * Math.sqrt(ninth)) ** 3;
}
