import { readableContact } from '#contact-log';
import type { Position, StoredEvent } from '#event-store';
import type { RecordedContact } from '#relationship';

export type CommittedContact = { readonly contact: RecordedContact; readonly position: Position };
export type Listener = (contacts: readonly CommittedContact[]) => void;

/** Announces every committed contact to listeners. */
export class Announcements {
  private readonly listeners = new Set<Listener>();
  private told: number | null = null;

  /** Log position up to which contacts were announced; null before `beginAt`. */
  get toldUpTo(): number | null {
    return this.told;
  }

  /** Announcements start after this position. */
  beginAt(position: number): void {
    this.told = position;
  }

  add(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Announces contacts that the views hold, each once. @param events in log order, after those of earlier calls */
  tell(events: readonly StoredEvent[]): void {
    const fresh = events.filter(({ position }) => Number(position) > (this.told ?? 0));
    const last = fresh.at(-1);
    if (last === undefined) return;
    this.told = Number(last.position);
    if (this.listeners.size === 0) return;
    const contacts = fresh.flatMap((event) => {
      const contact = readableContact(event);
      return contact === null ? [] : [{ contact, position: event.position }];
    });
    if (contacts.length > 0) for (const listener of this.listeners) listener(contacts);
  }
}
