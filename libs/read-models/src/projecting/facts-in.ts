import { assertKnown, customerOf, fromStored, needFactFrom } from '#contact-log';
import type { StoredEvent } from '#event-store';
import type { ModelLog } from '#model-log';
import type { NeedFact, RecordedContact } from '#relationship';
import type { ContactsTable } from '../database/database.js';
import type { RelationshipViews } from '../rows/relationship-views.js';

export type ContactRow = Omit<ContactsTable, 'known_by'>;

/** What events say to the views. */
export type FactsIn = {
  readonly rows: readonly ContactRow[];
  readonly needFacts: readonly NeedFact[];
  /** Whether they change the active model of any segment. */
  readonly isModelChanged: boolean;
};

/** @throws if this release cannot read one of the events; see poison.ts */
export function factsIn(
  events: readonly StoredEvent[],
  { relationships, models }: { readonly relationships: RelationshipViews; readonly models: ModelLog },
): FactsIn {
  const rows: ContactRow[] = [];
  const needFacts: NeedFact[] = [];
  let isModelChanged = false;
  for (const event of events) {
    assertKnown(event);
    if (models.follow(event)) isModelChanged = true;
    const needFact = needFactFrom(event);
    if (needFact !== null) needFacts.push(needFact);
    const contact = fromStored(event);
    if (contact === null) continue;
    rows.push(contactRow(event, contact));
    relationships.warm(event, contact);
  }
  return { rows, needFacts, isModelChanged };
}

const contactRow = (event: StoredEvent, contact: RecordedContact): ContactRow => ({
  position: Number(event.position),
  customer_id: customerOf(event.stream) ?? contact.data.customerId,
  revision: event.revision,
  type: event.type,
  occurred_at: contact.at,
  recorded_at: contact.recordedAt,
});
