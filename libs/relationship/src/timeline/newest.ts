import { compareFacts, lastOf } from '../facts/order.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** The newest matching contact in effect. It is searched among all only after it was retracted. */
export class Newest {
  /** Undefined: to be searched. */
  private found: RecordedContact | null | undefined = null;

  constructor(private readonly matches: (contact: RecordedContact) => boolean) {}

  add(contact: RecordedContact): void {
    if (this.found === undefined || !this.matches(contact)) return;
    if (this.found === null || compareFacts(contact, this.found) >= 0) this.found = contact;
  }

  remove(contact: RecordedContact): void {
    if (this.found?.id === contact.id) this.found = undefined;
  }

  /** @param all the contacts in effect, in the order of arrival @returns null where none matches */
  among(all: () => Iterable<RecordedContact>): RecordedContact | null {
    if (this.found === undefined) this.found = lastOf(all(), this.matches);
    return this.found;
  }
}
