import { CENSORINGS, type Censoring } from '../questions/question.js';
import { CONSTANT, RUNNING_SHARE_90 } from '../rivals/rivals.js';
import type { Backtest, Estimate, PredictorResult, Verdict } from './result.js';

/** Fewer bad or good outcomes than these say little, whatever the figures. */
const FEW = 100;
const TOO_FEW = 20;
const MUCH_LEAK = 0.01;
/** From here on a share of answers that were never seen could turn the result. */
const MUCH_CENSORED = 0.2;

type Found = Omit<Backtest, 'verdicts'>;

/** What a reader must know before believing the figures, in words; warnings first. */
export function verdictsOn(found: Found): Verdict[] {
  const verdicts = [
    ...onData(found),
    ...onCensoring(found),
    ...onRivals(found),
    ...onDrift(found),
    ...onLeak(found),
    ...onRecorders(found),
    ...onChoices(found),
  ];
  return verdicts.sort((a, b) => Number(b.level === 'WARNING') - Number(a.level === 'WARNING'));
}

const warning = (code: string, says: string): Verdict => ({ level: 'WARNING', code, says });
const note = (code: string, says: string): Verdict => ({ level: 'NOTE', code, says });

function onData({ population: { judged, judgedBad, judgedCustomers } }: Found): Verdict[] {
  const rarer = Math.min(judgedBad, judged - judgedBad);
  if (judged === 0) return [warning('NO_DATA', 'No prediction could be judged: nothing can be said about the score.')];
  if (rarer === 0)
    return [warning('ONE_SIDED', 'All judged outcomes are alike: nothing can be said about telling them apart.')];
  const what = `${judged} predictions about ${judgedCustomers} customers, ${judgedBad} of them bad`;
  if (rarer < TOO_FEW)
    return [warning('TOO_LITTLE_DATA', `Too little data: ${what}. Take no figure here for more than an anecdote.`)];
  if (rarer < FEW) return [warning('LITTLE_DATA', `Little data: ${what}. The intervals are wide for good reason.`)];
  return judgedCustomers < TOO_FEW
    ? [warning('FEW_CUSTOMERS', `Few customers: ${what}. Predictions about one customer are no independent witnesses.`)]
    : [];
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

/** The headline against everything cheap, in the comparison that is fair where the base rate drifts. */
function onRivals({ predictors, within }: Found): Verdict[] {
  const rivals = predictors.filter(({ kind, name }) => kind !== 'SCORE' && name !== CONSTANT);
  const isPooled = within === 'NONE';
  const comparisons: [string, (of: PredictorResult) => Estimate | null, (of: PredictorResult) => Estimate | null][] = [
    ['over all predictions', ({ auc }) => auc, ({ headlineAhead }) => headlineAhead],
    ...(isPooled
      ? []
      : ([
          [
            `within a ${within.toLowerCase()}`,
            ({ aucWithin }) => aucWithin,
            ({ headlineAheadWithin }) => headlineAheadWithin,
          ],
        ] as [string, (of: PredictorResult) => Estimate | null, (of: PredictorResult) => Estimate | null][])),
  ];
  return comparisons.flatMap(([where, auc, ahead]) => {
    const best = rivals.reduce<PredictorResult | null>(
      (most, each) => ((auc(each)?.value ?? -1) > (most === null ? -1 : (auc(most)?.value ?? -1)) ? each : most),
      null,
    );
    const behind = best === null ? null : ahead(best);
    if (best === null || behind === null) return [];
    const figures = `${where}: AUC ${figure(auc(best)?.value)} against our ${figure(auc(predictors[0] as PredictorResult)?.value)}, difference ${between(behind)}`;
    const share = rivals.find(({ name }) => name === RUNNING_SHARE_90);
    const ofShare = share === undefined ? null : ahead(share);
    const verdicts = [onOne('BEST_RIVAL', `the best cheap rival (${best.name})`, behind, figures)];
    if (share !== undefined && share !== best && ofShare !== null)
      verdicts.push(
        onOne(
          'RUNNING_SHARE',
          `the running share of bad with a 90-day half-life`,
          ofShare,
          `${where}: AUC ${figure(auc(share)?.value)}, difference ${between(ofShare)}`,
        ),
      );
    return verdicts;
  });
}

function onOne(code: string, rival: string, ahead: Estimate, figures: string): Verdict {
  const isSure = (ahead.high ?? 0) < 0;
  const isWin = (ahead.low ?? -1) > 0;
  if (isSure) return warning(code, `A cheap rival wins: ${rival} is better than the score ${figures}.`);
  if (isWin) return note(code, `The score beats ${rival} ${figures}.`);
  if (Math.abs(ahead.value) < 0.0005) return note(code, `The score is as good as ${rival} ${figures}.`);
  return ahead.value < 0
    ? warning(code, `A cheap rival may win: ${rival} is ahead of the score, not beyond chance, ${figures}.`)
    : note(code, `The score is ahead of ${rival}, not beyond chance, ${figures}.`);
}

function onDrift({ overTime, predictors, within }: Found): Verdict[] {
  const rates = overTime.filter(({ questions }) => questions >= TOO_FEW).map(({ bad, questions }) => bad / questions);
  if (rates.length < 2) return [];
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
      `The share of bad outcomes drifts between ${percent(low)} and ${percent(high)}: pooled figures then mostly tell early from late${fair}.`,
    ),
  ];
}

function onLeak({ leakGap }: Found): Verdict[] {
  if (leakGap === null) return [];
  const says = `Leak gap ${between(leakGap.gap)}: AUC ${figure(leakGap.occurred)} if facts counted from when they happened, ${figure(leakGap.recorded)} by what was on record.`;
  return [
    Math.abs(leakGap.gap.value) >= MUCH_LEAK
      ? warning(
          'LEAK',
          `${says} Facts that are entered late know the outcome; a figure that ignores when things were recorded is worth nothing here.`,
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
  const says = `${worst.recorder} has ${worst.bad} bad outcomes where the same scores elsewhere promise ${worst.expectedBad.toFixed(1)}`;
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

const figure = (value: number | null | undefined): string => (value == null ? 'unknown' : value.toFixed(3));
const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
const between = ({ value, low, high }: Estimate): string =>
  low === null || high === null ? signed(value) : `${signed(value)} [${signed(low)}, ${signed(high)}]`;
