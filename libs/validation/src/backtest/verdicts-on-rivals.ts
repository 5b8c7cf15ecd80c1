import { CONSTANT, RUNNING_SHARE_90 } from '../rivals/rivals.js';
import type { Estimate, PredictorResult, Verdict } from './result.js';
import { isEnoughToWin } from './verdicts-on-data.js';
import { between, figure, note, warning, type Found } from './verdict-words.js';

/** The headline against everything cheap, in the comparison that is fair where the base rate drifts. */
export function onRivals({ predictors, within, population }: Found): Verdict[] {
  const isEnough = isEnoughToWin(population);
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
    const verdicts = [
      onOne('BEST_RIVAL', `the best of ${rivals.length} cheap rivals (${best.name})`, behind, { figures, isEnough }),
    ];
    if (share !== undefined && share !== best && ofShare !== null)
      verdicts.push(
        onOne('RUNNING_SHARE', `the running share of bad with a 90-day half-life`, ofShare, {
          figures: `${where}: AUC ${figure(auc(share)?.value)}, difference ${between(ofShare)}`,
          isEnough,
        }),
      );
    return verdicts;
  });
}

/** With next to no outcomes an interval is no more to be believed than the figure itself. */
function onOne(
  code: string,
  rival: string,
  ahead: Estimate,
  { figures, isEnough }: { readonly figures: string; readonly isEnough: boolean },
): Verdict {
  const isSure = isEnough && (ahead.high ?? 0) < 0;
  const doubt = isEnough ? 'not beyond chance' : 'on too few outcomes to tell';
  const isWin = isEnough && (ahead.low ?? -1) > 0;
  if (isSure) return warning(code, `A cheap rival wins: ${rival} is better than the score ${figures}.`);
  if (isWin) return note(code, `The score beats ${rival} ${figures}.`);
  if (Math.abs(ahead.value) < 0.0005) return note(code, `The score is as good as ${rival} ${figures}.`);
  return ahead.value < 0
    ? warning(code, `A cheap rival may win: ${rival} is ahead of the score, ${doubt}, ${figures}.`)
    : note(code, `The score is ahead of ${rival}, ${doubt}, ${figures}.`);
}
