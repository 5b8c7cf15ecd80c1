import type { Vantage } from '#read-models';
import type { RecordedContact } from '#relationship';
import type { Contact } from './contact.type.js';
import type { Relationship } from './relationship.type.js';
import type { Relationships } from './relationships.js';

/**
 * Finds relationships and contacts at the times of one query. All that an answer shows shares one look-up: so what a contact
 * says of its effect is at the times of the query, and each relationship is read once, only if it is selected.
 */
export class LookUp {
  private readonly found = new Map<string, Promise<Relationship | null>>();
  private shown: Relationship | null = null;

  constructor(
    private readonly relationships: Relationships,
    private readonly vantage: Vantage,
  ) {}

  /** For what is shown within a relationship: at its times, and without reading it again. */
  static within(relationships: Relationships, relationship: Relationship): LookUp {
    const lookUp = new LookUp(relationships, relationship.basis.vantage);
    lookUp.found.set(relationship.customerId, Promise.resolve(relationship));
    lookUp.shown = relationship;
    return lookUp;
  }

  /** @returns null if it is not open at these times */
  readonly find = (customerId: string): Promise<Relationship | null> => {
    const relationship = this.found.get(customerId) ?? this.relationships.find(customerId, this.vantage);
    this.found.set(customerId, relationship);
    return relationship;
  };

  contact(recorded: RecordedContact): Contact {
    const trust = async () => (await this.find(recorded.data.customerId))?.trust ?? null;
    return this.relationships.served(recorded, this.vantage, trust);
  }

  /** @returns null if no such contact is on record */
  async findContact(contactId: string, customerId: string): Promise<Contact | null> {
    const recordOf = this.shown?.customerId === customerId ? this.shown.basis.recordOf : customerId;
    const recorded = await this.relationships.recorded(contactId, recordOf);
    return recorded === null ? null : this.contact(recorded);
  }
}
