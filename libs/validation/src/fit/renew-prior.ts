import { OutcomesByWeek, type TrustModelDocument } from '#trust';
import { withLambdaOfReliability } from '../prediction/predictor.js';
import type { FitRow } from './class-sums.js';
import { Objective } from './objective.js';
import { fittedDimensions, FEWEST_EVENTS } from './fitted-dimensions.js';
import { FEWEST_IN_SEGMENT, renewedShare } from './priors.js';
import { asInBase, documentOf, everyPrior } from './settings.js';
import { knownInTime, summaryOf, withEvidence, type FitOptions } from './with-evidence.js';

/**
 * The base model with its prior fitted anew, for base rates that drift. The prior is the share of good outcomes, where an
 * outcome counts half after 90 days, pulled towards the base model's prior. The prior of a segment is pulled towards that of
 * all. For promises the lambda of reliability is 1, since a share of kept promises counts kept and missed ones alike. Nothing is
 * held out, since nothing is chosen.
 * @param rows in any order; only those whose label was decided in time are learned from
 */
export function renewPrior(rows: readonly FitRow[], options: FitOptions): TrustModelDocument {
  const { base, knownBefore, within, of } = options;
  const known = knownInTime(rows, knownBefore);
  const objective = new Objective(known, within);
  const isEnough = objective.events >= FEWEST_EVENTS;
  const dimensions = fittedDimensions(of, known, base.document);
  const prior = latestShare(known, base.document.dimensions.reliability.prior);
  const segments = [...Map.groupBy(known, (row) => row.prior.segment ?? null)].flatMap(([segment, members]) =>
    segment === null || members.length < FEWEST_IN_SEGMENT ? [] : [[segment, latestShare(members, prior)] as const],
  );
  const counted = of === 'PROMISE' ? withLambdaOfReliability(base.document, 1) : base.document;
  const document = isEnough
    ? documentOf(counted, {
        ...asInBase(counted),
        priors: everyPrior(dimensions, prior),
        priorsBySegment: Object.fromEntries(
          segments.map(([segment, value]) => [segment, everyPrior(dimensions, value)]),
        ),
      })
    : base.document;
  const changedLambda = isEnough && of === 'PROMISE' && base.document.dimensions.reliability.lambda !== 1;
  return withEvidence(document, options, {
    level: isEnough ? 'PRIOR' : 'NONE',
    fitted: summaryOf(known),
    heldOut: null,
    before: objective.of(base.document),
    after: objective.of(document),
    notes: [
      isEnough
        ? `Prior ${prior.toFixed(3)} in ${dimensions.join(', ')}, nothing else is fitted; ${segments.length} segments with ${FEWEST_IN_SEGMENT} outcomes or more have their own.`
        : `Too little data to fit anything: ${objective.events} of the rarer outcome, ${FEWEST_EVENTS} are needed for a prior.`,
      ...(changedLambda
        ? ['Lambda of reliability is 1: a prior that is a share of kept promises counts kept and missed ones alike.']
        : []),
    ],
  });
}

function latestShare(rows: readonly FitRow[], towards: number): number {
  const { good, all } = OutcomesByWeek.of(rows.map(({ question }) => question)).latest();
  return renewedShare(good, all, towards);
}
