import { definitionOf } from '../contacts/catalog.js';
import type { EvidenceOf } from '../contacts/contact.js';
import type { Matter } from '../matters/matter.js';
import type { Found } from '../matters/no-evidence.js';
import { lapses, waitsIn, type DueAfter } from '../matters/wait.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { EvidenceEntry } from '../matters/evidence-entry.js';

/**
 * The evidence of the contacts of one matter, and of waiting for a word about it; unordered.
 * @param dueAfter null: the customer may wait without end
 */
export function evidenceOfMatter(
  contacts: readonly RecordedContact[],
  matter: Matter,
  dueAfter: DueAfter | null,
): EvidenceEntry[] {
  const recovery = matter.recovery();
  const { severity } = matter;
  const entries: EvidenceEntry[] = [];
  for (const contact of contacts) {
    const evidence = foundOf(contact, matter);
    if (typeof evidence === 'string') continue;
    for (const found of evidence)
      entries.push({
        class: found.class,
        at: found.at ?? contact.at,
        lapse: found.lapse ?? false,
        severity,
        selfReported: contact.data.evidence === 'SELF_REPORTED',
        inform: found.inform ?? null,
        causeEventId: contact.id,
        place: contact.position === null ? null : Number(contact.position),
        obligationId: found.obligationId ?? null,
        recovery,
      });
  }
  for (const wait of dueAfter === null ? [] : waitsIn(matter, dueAfter))
    if (lapses(wait))
      entries.push({
        class: 'left_waiting',
        at: wait.dueAt,
        lapse: true,
        severity,
        selfReported: false,
        inform: null,
        causeEventId: wait.cause.eventId,
        place: wait.cause.place,
        obligationId: wait.obligationId,
        recovery,
      });
  return entries;
}

/** What one contact of the matter is evidence of, or why it is none. */
export function foundOf(contact: RecordedContact, matter: Matter): Found<EvidenceOf> {
  const definition = definitionOf(contact.type);
  return definition?.evidence?.(contact, matter) ?? definition?.neverEvidence ?? 'NO_WEIGHT';
}
