import { FEWEST_CUSTOMERS } from '../statistics/bootstrap.js';
import { CENSORINGS, type Censoring } from '../questions/question.js';
import { onRivals } from './verdicts-on-rivals.js';
import { between, dayOf, figure, note, percent, warning, type Found } from './verdict-words.js';
import type { Verdict } from './result.js';

/** Fewer bad or good outcomes than these say little, whatever the figures. */
const FEW = 100;
const TOO_FEW = 20;
const MUCH_LEAK = 0.01;
/** From here on a share of answers that were never seen could turn the result. */
const MUCH_CENSORED = 0.2;

/** What a reader must know before believing the figures, in words; warnings first. */
export function verdictsOn(found: Found): Verdict[] {
  const verdicts = [
    ...onData(found),
    ...onFit(found),
    ...onDrawing(found),
    ...onCensoring(found),
    ...onRivals(found),
    ...onDrift(found),
    ...onLeak(found),
    ...onRecorders(found),
    ...onChoices(found),
  ];
  return verdicts.sort((a, b) => Number(b.level === 'WARNING') - Number(a.level === 'WARNING'));
}

function onData({ population: { judged, judgedBad, judgedCustomers } }: Found): Verdict[] {
  const rarer = Math.min(judgedBad, judged - judgedBad);
  if (judged === 0) return [warning('NO_DATA', 'No prediction could be judged: nothing can be said about the score.')];
  if (rarer === 0)
    return [warning('ONE_SIDED', 'All judged outcomes are alike: nothing can be said about telling them apart.')];
  const what = `${judged} predictions about ${judgedCustomers} customers, ${judgedBad} of them bad`;
  if (rarer < TOO_FEW)
    return [warning('TOO_LITTLE_DATA', `Too little data: ${what}. Take no figure here for more than an anecdote.`)];
  // With few customers intervals are not wide but too narrow.
  if (judgedCustomers < TOO_FEW)
    return [
      warning(
        'FEW_CUSTOMERS',
        `Few customers: ${what}. Predictions about one customer are no independent witnesses, so ${judgedCustomers < FEWEST_CUSTOMERS ? 'there are no intervals' : 'the intervals are narrower than they should be'}.`,
      ),
    ];
  return rarer < FEW ? [warning('LITTLE_DATA', `Little data: ${what}. The intervals are wide for good reason.`)] : [];
}

/** Who has seen the answers is no judge of how well they could be foretold. */
function onFit({ title, fittedTo, population: { from, to } }: Found): Verdict[] {
  if (from === null || to === null) return [];
  return fittedTo
    .filter((each) => each.basedOn === title && each.to >= from)
    .map((each) =>
      warning(
        'IN_SAMPLE',
        `${each.model} was fitted to outcomes of this very book up to ${dayOf(each.to)}, and predictions from ${dayOf(from)} on are judged: it knew answers. Fit it with --on-warm-up, or judge it on what came later.`,
      ),
    );
}

function onDrawing({ population: { drawnShare, asked } }: Found): Verdict[] {
  if (drawnShare === 1) return [];
  return [
    note(
      'DRAWN',
      `The book is too large to be judged whole: ${percent(drawnShare)} of the customers were drawn by lot, which leaves ${asked} predictions. All rivals know no more than these.`,
    ),
  ];
}

function onCensoring({ population: { censored, asked, answersHeldBack, judged } }: Found): Verdict[] {
  const entries = Object.entries(censored) as [Censoring, number][];
  const count = entries.reduce((sum, [, each]) => sum + each, 0);
  const reasons = entries.map(([why, each]) => `${each} because ${CENSORINGS[why]}`).join('; ');
  const share = count / Math.max(1, count + asked);
  const says = `${count} questions have no answer (${percent(share)}): ${reasons}.`;
  return [
    ...(count === 0
      ? []
      : share > MUCH_CENSORED
        ? [warning('CENSORED', `${says} Those that are known first may be of another kind than the rest.`)]
        : [note('CENSORED', says)]),
    ...(answersHeldBack === 0
      ? []
      : [
          note(
            'HELD_BACK',
            `Of ${answersHeldBack} of the ${judged} judged questions the answer was on record when it was asked; it was held back until after.`,
          ),
        ]),
  ];
}

function onDrift({ overTime, predictors, within }: Found): Verdict[] {
  const stretches = overTime.filter(({ questions }) => questions >= TOO_FEW);
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

function onLeak({ leakGap }: Found): Verdict[] {
  if (leakGap === null) return [];
  const says = `Leak gap ${between(leakGap.gap)}: AUC ${figure(leakGap.occurred)} if facts counted from when they happened, ${figure(leakGap.recorded)} by what was on record.`;
  return [
    leakGap.gap.value >= MUCH_LEAK && (leakGap.gap.low ?? 0) >= 0
      ? warning(
          'LEAK',
          `${says} Facts that are entered late know the outcome; no figure that ignores when things were recorded can be believed here.`,
        )
      : note('LEAK', says),
  ];
}

function onRecorders({ recorders }: Found): Verdict[] {
  const { pValue, books } = recorders;
  if (pValue === null)
    return [
      note(
        'RECORDERS',
        'Whether recorders differ cannot be said: fewer than two of them have 20 predictions about 3 customers, or fewer than 20 outcomes were bad, or good.',
      ),
    ];
  const worst = books.reduce((most, book) =>
    Math.abs(book.bad - book.expectedBad) > Math.abs(most.bad - most.expectedBad) ? book : most,
  );
  const says = `${worst.recorder} has ${worst.bad} bad outcomes where the same scores promise over all books ${worst.expectedBad.toFixed(1)}`;
  return [
    pValue < 0.05
      ? warning('RECORDERS', `One recorder's book differs from another's (p = ${pValue.toFixed(3)}): ${says}.`)
      : note(
          'RECORDERS',
          `Recorders' books do not differ beyond chance (p = ${pValue.toFixed(3)}); the furthest: ${says}.`,
        ),
  ];
}

function onChoices({ choices }: Found): Verdict[] {
  return choices.map(({ choice, says, meanPoints, mostPoints, aucHonest, aucChosen }) =>
    note(
      choice,
      `By choice a recorder could gain ${meanPoints.toFixed(1)} points on average and ${mostPoints.toFixed(1)} at most, if ${says}; the AUC would go from ${figure(aucHonest)} to ${figure(aucChosen)}.`,
    ),
  );
}
