import type { EvidenceOf, Found, NoEvidence, Timeline } from '#relationship';
import type { TrustModel } from '../model/model.js';
import type { Contribution } from './contribution.js';

/** What one contact does to the score at a time: it contributes, or there is a reason why it does not. Never both. */
export type ContactEffect = {
  /** In the order of the evidence. */
  readonly contributions: readonly Contribution[];
  /** Points of the score, signed: the sum of the contributions. */
  readonly points: number;
  /** Null where it contributes, even if its evidence has aged to almost nothing. */
  readonly whyNone: NoEvidence | null;
};

/**
 * What each contact does to the score. All points, the prior and the cap sum to the score.
 * @param contributions of an assessment of this timeline by this model
 */
export function contactEffects(
  timeline: Timeline,
  contributions: readonly Contribution[],
  model: TrustModel,
): (contactId: string) => ContactEffect {
  const byContact = Map.groupBy(contributions, ({ entry }) => entry.causeEventId);
  return (contactId) => {
    const own = byContact.get(contactId);
    if (own === undefined)
      return { contributions: [], points: 0, whyNone: whyNone(timeline.evidenceOf(contactId), model) };
    return { contributions: own, points: own.reduce((sum, { points }) => sum + points, 0), whyNone: null };
  };
}

/** Evidence that does not contribute is in the future, or of no class of the model. */
function whyNone(found: Found<EvidenceOf>, { classes }: TrustModel): NoEvidence {
  if (typeof found === 'string') return found;
  return found.some((evidence) => classes.has(evidence.class)) ? 'NOT_YET' : 'NO_WEIGHT';
}
