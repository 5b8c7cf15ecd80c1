import type { TrustModelDocument } from '#trust';
import type { FitRow } from './class-sums.js';
import { Objective } from './objective.js';
import { OutcomesByWeek } from './outcomes-by-week.js';
import { dimensionsAbout, FEWEST_EVENTS } from './about.js';
import { FEWEST_IN_SEGMENT, pulledShare } from './priors.js';
import { asInBase, documentOf, everyPrior } from './settings.js';
import { knownInTime, summaryOf, withEvidence, type FitAsked } from './with-evidence.js';

/**
 * The base model with its prior alone fitted anew, for base rates drift: the share of good outcomes, each counting half
 * after 90 days, pulled towards the base model's prior; each segment's pulled towards that of all. Nothing is held out,
 * since nothing is chosen.
 * @param rows in any order; only those whose outcome was known in time are learned from
 */
export function renewPrior(rows: readonly FitRow[], asked: FitAsked): TrustModelDocument {
  const { base, knownBefore, within, of } = asked;
  const known = knownInTime(rows, knownBefore);
  const objective = new Objective(known, within);
  const isEnough = objective.events >= FEWEST_EVENTS;
  const about = dimensionsAbout(of, known, base.document);
  const prior = latestShare(known, base.document.dimensions.reliability.prior);
  const segments = [...Map.groupBy(known, (row) => row.prior.segment ?? null)].flatMap(([segment, members]) =>
    segment === null || members.length < FEWEST_IN_SEGMENT ? [] : [[segment, latestShare(members, prior)] as const],
  );
  const document = isEnough
    ? documentOf(base.document, {
        ...asInBase(base.document),
        priors: everyPrior(about, prior),
        priorsBySegment: Object.fromEntries(segments.map(([segment, value]) => [segment, everyPrior(about, value)])),
      })
    : base.document;
  return withEvidence(document, asked, {
    level: isEnough ? 'PRIOR' : 'NONE',
    fitted: summaryOf(known),
    heldOut: null,
    before: objective.of(base.document),
    after: objective.of(document),
    notes: [
      isEnough
        ? `Prior ${prior.toFixed(3)} in ${about.join(', ')}, nothing else turned; ${segments.length} segments with ${FEWEST_IN_SEGMENT} outcomes or more have one of their own.`
        : `Too little data to fit anything: ${objective.events} of the rarer outcome, ${FEWEST_EVENTS} are needed for a prior.`,
    ],
  });
}

function latestShare(rows: readonly FitRow[], towards: number): number {
  const { good, all } = OutcomesByWeek.of(rows.map(({ question }) => question)).latest();
  return pulledShare(good, all, towards);
}
