import { declares, timelineAsOf, type RecordedContact } from '#relationship';

/**
 * When the relationship was closed for good, milliseconds since the epoch. Null: it is open, was reopened, or the customer
 * was erased. @param now what is known by then counts
 */
export function closedSince(contacts: readonly RecordedContact[], now: number): number | null {
  if (contacts.some(({ type }) => declares(type, 'erases'))) return null;
  const timeline = timelineAsOf(contacts, { asOf: now, knownAt: now });
  if (timeline.profile?.closed !== true) return null;
  const closings = [...timeline.effectiveContacts()].filter(({ type }) => type === 'RelationshipClosed');
  const at = Math.max(...closings.map((closing) => closing.at));
  return Number.isFinite(at) ? at : null;
}
