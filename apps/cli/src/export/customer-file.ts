import type { ListedEntry } from '#access';
import { definitionOf, isA, stakeholderAdded, timelineAsOf, toIso, type RecordedContact } from '#relationship';
import { assessTimeline, type TrustModel } from '#trust';

/** Both clocks, milliseconds since the epoch; and the model of each segment. */
type Asked = { readonly now: number; readonly modelFor: (segment: string | null) => TrustModel };

/**
 * Everything that is held on one customer, as one object. THIS IS A FILE FORMAT: docs/keys.md describes it.
 * @param contacts opened, in the order of the log, retracted ones too @param entries of the audit trail that name the customer
 */
export function customerFile(
  customerId: string,
  contacts: readonly RecordedContact[],
  entries: readonly ListedEntry[],
  { now, modelFor }: Asked,
): object {
  const timeline = timelineAsOf(contacts, { asOf: now, knownAt: now });
  const inEffect = new Set([...timeline.effectiveContacts()].map(({ id }) => id));
  const segment = timeline.profile?.segment ?? null;
  return {
    format: 'rapport-customer',
    version: 1,
    customerId,
    absorbedIds: timeline.absorbedIds,
    exportedAt: toIso(now),
    contacts: contacts.map((contact) => contactOf(contact, inEffect.has(contact.id))),
    stakeholders: contacts
      .filter((each) => isA(each, stakeholderAdded))
      .map(({ data }) => ({ stakeholderId: data.stakeholderId, name: data.name, role: data.role })),
    needs: needsIn(contacts),
    trust: trustOf(timeline, now, modelFor(segment)),
    readAndChangedBy: entries.map(({ at, act, identity, role, what }) => ({
      at: toIso(at),
      act,
      identity,
      role,
      what,
    })),
  };
}

function contactOf(
  { id, type, data, at, recordedAt, importedAt, recordedBy, position }: RecordedContact,
  holds: boolean,
) {
  return {
    contactId: id,
    type,
    occurredAt: toIso(at),
    recordedAt: toIso(recordedAt),
    ...(importedAt === undefined ? {} : { importedAt: toIso(importedAt) }),
    recordedBy,
    position: String(position),
    retracted: !holds,
    facts: data,
  };
}

/** What the customer needed, with the words in which it was asked for last. */
function needsIn(contacts: readonly RecordedContact[]): object[] {
  const words = new Map<string, unknown>();
  for (const { type, data } of contacts) {
    const { needId, need = null } = data as { readonly needId?: string; readonly need?: string | null };
    if (needId === undefined || definitionOf(type) === null) continue;
    words.set(needId, need ?? words.get(needId) ?? null);
  }
  return [...words].map(([needId, need]) => ({ needId, need }));
}

function trustOf(timeline: ReturnType<typeof timelineAsOf>, now: number, model: TrustModel): object | null {
  const trust = assessTimeline(timeline, now, model);
  if (trust === null) return null;
  const { score, band, interval, prior, cap, dimensions, contributions } = trust;
  return {
    ...{ asOf: toIso(now), model: model.id, score, band, interval, prior, cap, dimensions },
    contributions: contributions.map(({ points, entry }) => ({
      points,
      class: entry.class,
      at: toIso(entry.at),
      contactId: entry.causeEventId,
    })),
  };
}
