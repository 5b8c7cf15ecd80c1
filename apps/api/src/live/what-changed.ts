import {
  answersAt,
  bandCrossed,
  isA,
  obligationLapsed,
  type Profile,
  type RecordedContact,
  timelineAsOf,
} from '#relationship';
import type { Relationships } from '../relationships/relationships.js';
import type { TrustChangeCause } from './trust-change.type.js';
import type { Trust } from '../relationships/trust.js';

/** What one contact or one marker changed. */
export type WhatChanged = {
  readonly before: Trust | null;
  readonly after: Trust | null;
  readonly cause: TrustChangeCause;
  /** Who was responsible for the relationship before and after. */
  readonly owners: readonly (string | null)[];
};

const NO_CAUSE: TrustChangeCause = { contact: null, obligation: null, bandCrossing: null };

/**
 * @param cause a contact, or the marker of a lapsed obligation or a crossed band
 * @param earlier everything recorded in the relationship before the cause
 * @returns null if trust did not change; never null for a marker
 */
export function whatChanged(
  cause: RecordedContact,
  earlier: readonly RecordedContact[],
  relationships: Relationships,
): WhatChanged | null {
  if (isA(cause, obligationLapsed)) {
    const { obligationId, kind } = cause.data;
    // A due time counts as passed one millisecond after it.
    const obligation = { obligationId, kind, dueAt: cause.at };
    return { ...byTime(cause, cause.at, earlier, relationships, null), cause: { ...NO_CAUSE, obligation } };
  }
  if (isA(cause, bandCrossed)) {
    const { from, to, model } = cause.data;
    const bandCrossing = { from, to, at: cause.at, model };
    return { ...byTime(cause, cause.at - 1, earlier, relationships, model), cause: { ...NO_CAUSE, bandCrossing } };
  }
  return byContact(cause, earlier, relationships);
}

/** Assesses one instant twice, without and with the contact, so that only the contact makes a difference. */
function byContact(
  cause: RecordedContact,
  earlier: readonly RecordedContact[],
  relationships: Relationships,
): WhatChanged | null {
  const instant = cause.recordedAt;
  const at = (contacts: readonly RecordedContact[]) => {
    const facts = timelineAsOf(contacts, { asOf: instant, knownAt: instant });
    const relationship = relationships.at(facts, seen(instant, instant));
    return { trust: relationship?.trust ?? null, owner: answering(facts.profile, instant) };
  };
  const [before, after] = [at(earlier), at([...earlier, cause])];
  const { vantage } = seen(instant, instant);
  if (before.trust?.score === after.trust?.score && before.trust?.interval.low === after.trust?.interval.low)
    return null;
  return {
    before: before.trust,
    after: after.trust,
    cause: { ...NO_CAUSE, contact: relationships.served(cause, vantage, async () => after.trust) },
    owners: [before.owner, after.owner],
  };
}

/**
 * Assesses the same facts twice, one millisecond apart. The facts are those known when the marker was recorded; so if the
 * watcher was down and recorded it late, the subscriber still gets what happened then.
 */
function byTime(
  { recordedAt: knownAt }: RecordedContact,
  lastBefore: number,
  earlier: readonly RecordedContact[],
  relationships: Relationships,
  model: string | null,
): Omit<WhatChanged, 'cause'> {
  const facts = timelineAsOf(earlier, { asOf: lastBefore, knownAt });
  const trustAt = (asOf: number) => relationships.at(facts, seen(asOf, knownAt, model))?.trust ?? null;
  const { profile } = timelineAsOf(earlier, { asOf: knownAt, knownAt });
  return { before: trustAt(lastBefore), after: trustAt(lastBefore + 1), owners: [answering(profile, knownAt)] };
}

/** @param model null for the model that was active then */
const seen = (asOf: number, knownAt: number, model: string | null = null) => ({
  asOf,
  knownAt,
  position: null,
  vantage: { asOf, knownAt, position: null, model },
});

const answering = (profile: Profile | null, at: number): string | null =>
  profile === null ? null : answersAt(profile, at);
