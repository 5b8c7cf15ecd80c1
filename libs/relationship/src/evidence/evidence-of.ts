import { definitionOf } from '../catalog.js';
import type { Matter } from '../matter.js';
import type { RecordedContact } from '../recorded-contact.js';
import type { EvidenceEntry } from './entry.js';

/** What the contacts of one matter are evidence of, in no order. */
export function evidenceOfMatter(contacts: readonly RecordedContact[], matter: Matter): EvidenceEntry[] {
  const recovery = matter.recovery();
  return contacts.flatMap((contact) => {
    const found = definitionOf(contact.type)?.evidence?.(contact, matter) ?? [];
    return found.map((entry): EvidenceEntry => ({
      class: entry.class,
      at: entry.at ?? contact.at,
      lapse: entry.lapse ?? false,
      severity: matter.severity,
      selfReported: contact.data.evidence === 'SELF_REPORTED',
      inform: entry.inform ?? null,
      causeEventId: contact.id,
      obligationId: entry.obligationId ?? null,
      recovery,
    }));
  });
}
