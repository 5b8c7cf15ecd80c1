import {
  answersAt,
  bandCrossed,
  isA,
  obligationLapsed,
  type Profile,
  type RecordedContact,
  type Timeline,
} from '#relationship';
import type { ModelRegistry } from '#trust';
import type { FactsAt, FactsAround } from './facts-before.js';
import type { Relationships } from '../relationships/relationships.js';
import type { TrustChangeCause } from './trust-change.type.js';
import type { Trust } from '../relationships/trust.js';

/** What one contact, one marker or another model changed. */
export type WhatChanged = {
  readonly before: Trust | null;
  readonly after: Trust | null;
  readonly cause: TrustChangeCause;
  /** Who was responsible for the relationship before and after. */
  readonly owners: readonly (string | null)[];
  /** Left out: the customer of the cause. */
  readonly customerId?: string;
};

const NO_CAUSE: TrustChangeCause = { contact: null, obligation: null, bandCrossing: null, modelChange: null };

/** What the answers are made with: the models up to the cause, and not those of the time at which it is told. */
export type Judging = { readonly relationships: Relationships; readonly registry: ModelRegistry };

/**
 * @param cause a contact, or the marker of a lapsed obligation or a crossed band
 * @param earlier the facts before the cause
 * @returns null if trust did not change; never null for a marker
 */
export function whatChanged(cause: RecordedContact, earlier: FactsAround, judging: Judging): WhatChanged | null {
  if (isA(cause, obligationLapsed)) {
    const { obligationId, kind } = cause.data;
    // A due time counts as passed one millisecond after it.
    const obligation = { obligationId, kind, dueAt: cause.at };
    return { ...byTime(cause, cause.at, earlier, judging, null), cause: { ...NO_CAUSE, obligation } };
  }
  if (isA(cause, bandCrossed)) {
    const { from, to, model } = cause.data;
    const bandCrossing = { from, to, at: cause.at, model };
    return { ...byTime(cause, cause.at - 1, earlier, judging, model), cause: { ...NO_CAUSE, bandCrossing } };
  }
  return byContact(cause, earlier, judging);
}

/** Assesses one instant twice, without and with the contact, so that only the contact makes a difference. */
function byContact(cause: RecordedContact, earlier: FactsAround, judging: Judging): WhatChanged | null {
  const { relationships, registry } = judging;
  const instant = cause.recordedAt;
  const clocks = { asOf: instant, knownAt: instant };
  const at = ({ timeline, kept }: FactsAt) => {
    const relationship = relationships.at(timeline, { ...seen(instant, instant), registry, kept });
    return { trust: relationship?.trust ?? null, owner: answering(timeline.profile, instant) };
  };
  const { vantage } = seen(instant, instant);
  // One after the other: `withCause` adds to the same timeline.
  const before = at(earlier.at(clocks));
  const after = at(earlier.withCause(clocks));
  if (isSame(before.trust, after.trust)) return null;
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
  earlier: FactsAround,
  { relationships, registry }: Judging,
  model: string | null,
): Omit<WhatChanged, 'cause'> {
  const { timeline, kept } = earlier.at({ asOf: lastBefore, knownAt });
  const trustAt = (asOf: number) =>
    relationships.at(timeline, { ...seen(asOf, knownAt, model), registry, kept })?.trust ?? null;
  const { profile } = earlier.at({ asOf: knownAt, knownAt }).timeline;
  return { before: trustAt(lastBefore), after: trustAt(lastBefore + 1), owners: [answering(profile, knownAt)] };
}

/**
 * Assesses the same facts at one instant by the models before and after a change of the active models.
 * @param facts as of the instant; nothing is added to them later
 * @returns null if it has the same model as before, or the same trust
 */
export function changedByModels(
  facts: Timeline,
  instant: number,
  registries: { readonly before: ModelRegistry; readonly after: ModelRegistry },
  relationships: Relationships,
): WhatChanged | null {
  const { profile } = facts;
  if (profile === null) return null;
  const { segment } = profile;
  if (registries.before.activeFor(segment).id === registries.after.activeFor(segment).id) return null;
  const trustBy = (registry: ModelRegistry) =>
    relationships.at(facts, { ...seen(instant, instant), registry })?.trust ?? null;
  const [before, after] = [trustBy(registries.before), trustBy(registries.after)];
  if (before === null || after === null || (isSame(before, after) && before.band === after.band)) return null;
  const modelChange = { from: before.model, to: after.model, at: instant };
  return { before, after, cause: { ...NO_CAUSE, modelChange }, owners: [answering(profile, instant)] };
}

const isSame = (before: Trust | null, after: Trust | null): boolean =>
  before?.score === after?.score && before?.interval.low === after?.interval.low;

/** @param model null for the model that was active then */
const seen = (asOf: number, knownAt: number, model: string | null = null) => ({
  asOf,
  knownAt,
  position: null,
  vantage: { asOf, knownAt, position: null, model },
});

const answering = (profile: Profile | null, at: number): string | null =>
  profile === null ? null : answersAt(profile, at);
