import type { ContactLog } from '#contact-log';
import { normalId } from '#relationship';
import type { CustomerRows } from '#source';
import type { Contacts, RecordedMemory } from './recording-context.js';

/** Leaves out the customers of whom an earlier import recorded exactly these rows. */
export class RecordedWhole {
  private readonly flawed = new Set<string>();

  constructor(
    private readonly contacts: Contacts,
    private readonly log: ContactLog,
    private readonly memory: RecordedMemory,
  ) {}

  /** @returns how many rows are left out */
  async leaveOut(): Promise<number> {
    const known: string[] = [];
    let rows = 0;
    for await (const customer of this.contacts.customers()) {
      const entry = this.entryOf(customer);
      if (entry === null || !this.memory.has(entry)) continue;
      known.push(customer.named);
      rows += customer.rows;
    }
    await this.contacts.leaveOut(known);
    return rows;
  }

  /** A row of this customer was refused or bad: next time, they are all decided again. */
  noteFlaw(customerId: string): void {
    this.flawed.add(customerId);
  }

  /** Once all rows were recorded. */
  async keep(): Promise<void> {
    for await (const customer of this.contacts.customers()) {
      const entry = this.flawed.has(normalId(customer.named)) ? null : this.entryOf(customer);
      if (entry !== null) this.memory.add(entry);
    }
    await this.memory.keep();
  }

  /** Null for a customer without a key: one who is new, or was erased. */
  private entryOf({ named, digest }: CustomerRows): string | null {
    const { id, idOf, opens } = this.contacts.source;
    return this.log.digestFor(normalId(named), JSON.stringify([id, idOf, opens, named, digest]));
  }
}
