import { UNREADABLE_TEXT } from '#contact-log';
import { nameIn, type RecordedContact, type Timeline } from '#relationship';
import {
  holdingOf,
  intervalAt,
  nextReassessment,
  scoreAt,
  weighTimeline,
  weighedFrom,
  type Holding,
  type ModelChoice,
  type PriorChoice,
} from '#trust';
import type { RelationshipsTable, StandingsTable } from '../database/database.js';

/**
 * The row of a relationship, from its facts only; null if its opening was retracted.
 * @param open decrypts the personal fields of a contact
 */
export function relationshipRow(
  timeline: Timeline,
  models: ModelChoice,
  open: (contact: RecordedContact) => RecordedContact,
): Omit<RelationshipsTable, 'read_at'> | null {
  const { profile } = timeline;
  if (profile === null) return null;
  const { customerId } = timeline;
  const model = models.activeFor(profile.segment);
  return {
    customer_id: customerId,
    name: nameOf(timeline, open) ?? customerId,
    segment: profile.segment,
    owner: profile.owner,
    cover_owner: profile.cover?.owner ?? null,
    cover_until: profile.cover?.until ?? null,
    closed: profile.closed ? 1 : 0,
    opened_at: profile.openedAt,
    last_contact_at: timeline.lastInteractionAt,
    contacts: timeline.factCount,
    model: model.id,
    holding: JSON.stringify(holdingOf(weighTimeline(timeline, model), Math.max(0, timeline.lastFactAt ?? 0))),
    opening_trust: profile.openingTrust,
    renews_at: profile.renewsAt,
    value_amount: profile.value?.amount ?? null,
    value_currency: profile.value?.currency ?? null,
  };
}

/** Null if no contact names the customer. Unreadable after an erasure, even before the key is destroyed. */
function nameOf(timeline: Timeline, open: (contact: RecordedContact) => RecordedContact): string | null {
  const { namedBy } = timeline.profile ?? {};
  const named = namedBy == null ? null : timeline.contact(namedBy);
  if (named === null) return null;
  return timeline.erasure === null ? nameIn(open(named)) : UNREADABLE_TEXT;
}

export type Held = Pick<RelationshipsTable, 'customer_id' | 'segment' | 'model' | 'holding' | 'opening_trust'>;

/** Lower end of the credible interval at the time of the assessment, points. It costs more than the whole rest. */
export const lowerEndOf = (row: Held, models: ModelChoice, assessedAt: number): number =>
  intervalAt(weighedFrom(JSON.parse(row.holding) as Holding, models.named(row.model)), assessedAt, {
    prior: row.opening_trust,
    segment: row.segment,
  }).low;

/** Trust as of `now`, from the row. @param now milliseconds since the epoch; not before the row's last fact */
export function standingOf(row: Held, models: ModelChoice, now: number): StandingsTable {
  const holding = JSON.parse(row.holding) as Holding;
  const weighed = weighedFrom(holding, models.named(row.model));
  const prior: PriorChoice = { prior: row.opening_trust, segment: row.segment };
  const asOf = Math.max(now, holding.asOf);
  const { score, band } = scoreAt(weighed, asOf, prior);
  const next = nextReassessment(weighed, asOf, prior);
  return {
    customer_id: row.customer_id,
    score,
    band,
    lower: null,
    assessed_at: asOf,
    reassess_at: next?.at ?? null,
    lapses: next?.because === 'ENTRY' ? 1 : 0,
  };
}
