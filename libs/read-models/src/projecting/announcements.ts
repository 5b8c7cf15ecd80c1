import { fromStored } from '#contact-log';
import type { Position, StoredEvent } from '#event-store';
import type { RecordedContact } from '#relationship';

export type CommittedContact = { readonly contact: RecordedContact; readonly position: Position };
export type Listener = (contacts: readonly CommittedContact[]) => void;

/** Tells listeners of every contact that the views hold. */
export class Announcements {
  private readonly listeners = new Set<Listener>();
  private told: number | null = null;

  /** Up to where the listeners have been told; null before it was said where they begin. */
  get toldUpTo(): number | null {
    return this.told;
  }

  /** What comes before is told to nobody. */
  beginAt(position: number): void {
    this.told = position;
  }

  add(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells of what the views hold, each once. @param events in the order of the log, going on from those before */
  tell(events: readonly StoredEvent[]): void {
    const fresh = events.filter(({ position }) => Number(position) > (this.told ?? 0));
    const last = fresh.at(-1);
    if (last === undefined) return;
    this.told = Number(last.position);
    if (this.listeners.size === 0) return;
    const contacts = fresh.flatMap((event) => {
      const contact = fromStored(event);
      return contact === null ? [] : [{ contact, position: event.position }];
    });
    if (contacts.length > 0) for (const listener of this.listeners) listener(contacts);
  }
}
