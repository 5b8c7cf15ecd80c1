import { CONSTANT, RUNNING_SHARE_90 } from '../rivals/rivals.js';
import type { Estimate, PredictorResult, Verdict } from './result.js';
import { isEnoughToWin } from './verdicts-on-data.js';
import { between, figure, note, warning, type Found } from './verdict-words.js';

type Comparison = {
  /** Over which predictions, in words. */
  readonly where: string;
  readonly auc: (of: PredictorResult) => Estimate | null;
  readonly ahead: (of: PredictorResult) => Estimate | null;
};

const POOLED: Comparison = {
  where: 'over all predictions',
  auc: ({ auc }) => auc,
  ahead: ({ headlineAhead }) => headlineAhead,
};

/** The headline against the cheap rivals: over all predictions and, where the base rate may drift, within a period. */
export function onRivals(found: Found): Verdict[] {
  const { within } = found;
  const inPeriod: Comparison = {
    where: `within a ${within.toLowerCase()}`,
    auc: ({ aucWithin }) => aucWithin,
    ahead: ({ headlineAheadWithin }) => headlineAheadWithin,
  };
  return (within === 'NONE' ? [POOLED] : [POOLED, inPeriod]).flatMap((comparison) => compared(found, comparison));
}

function compared({ predictors, population }: Found, { where, auc, ahead }: Comparison): Verdict[] {
  const rivals = predictors.filter(({ kind, name }) => kind !== 'SCORE' && name !== CONSTANT);
  const valueOf = (each: PredictorResult | null) => (each === null ? -1 : (auc(each)?.value ?? -1));
  const best = rivals.reduce<PredictorResult | null>(
    (most, each) => (valueOf(each) > valueOf(most) ? each : most),
    null,
  );
  const difference = best === null ? null : ahead(best);
  const [headline] = predictors;
  if (best === null || difference === null || headline === undefined) return [];
  const isEnough = isEnoughToWin(population);
  const against = `AUC ${figure(auc(best)?.value)} against our ${figure(auc(headline)?.value)}`;
  const verdicts = [
    onOne('BEST_RIVAL', `the best of ${rivals.length} cheap rivals (${best.name})`, difference, {
      figures: `${where}: ${against}, difference ${between(difference)}`,
      isEnough,
    }),
  ];
  const share = rivals.find(({ name }) => name === RUNNING_SHARE_90);
  const ofShare = share === undefined ? null : ahead(share);
  if (share !== undefined && share !== best && ofShare !== null)
    verdicts.push(
      onOne('RUNNING_SHARE', 'the running share of bad with a 90-day half-life', ofShare, {
        figures: `${where}: AUC ${figure(auc(share)?.value)}, difference ${between(ofShare)}`,
        isEnough,
      }),
    );
  return verdicts;
}

/** With very few outcomes an interval is no more reliable than the figure itself. */
function onOne(
  code: string,
  rival: string,
  ahead: Estimate,
  { figures, isEnough }: { readonly figures: string; readonly isEnough: boolean },
): Verdict {
  const doubt = isEnough ? 'not beyond chance' : 'on too few outcomes to tell';
  if (isEnough && (ahead.high ?? 0) < 0)
    return warning(code, `A cheap rival wins: ${rival} is better than the score ${figures}.`);
  if (isEnough && (ahead.low ?? -1) > 0) return note(code, `The score beats ${rival} ${figures}.`);
  if (Math.abs(ahead.value) < 0.0005) return note(code, `The score is as good as ${rival} ${figures}.`);
  return ahead.value < 0
    ? warning(code, `A cheap rival may win: ${rival} is ahead of the score, ${doubt}, ${figures}.`)
    : note(code, `The score is ahead of ${rival}, ${doubt}, ${figures}.`);
}
