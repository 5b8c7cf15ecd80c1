import { definitionOf } from '#relationship';
import { DamagedEvent, type StoredEvent } from '#event-store';
import { fromStored } from '../stored-form/codec.js';

/** The legal holds in the events of one stream, some of which cannot be read. A hold that cannot be read holds. */
export class HoldsRead {
  private readonly set = new Set<string>();
  private readonly lifted = new Set<string>();

  add(event: StoredEvent): void {
    const definition = definitionOf(event.type);
    if (definition?.holds === undefined && definition?.lifts === undefined) return;
    try {
      const data = fromStored(event)?.data;
      if (data === undefined) return;
      const [held, lifted] = [definition.holds?.(data), definition.lifts?.(data)];
      if (held !== undefined) this.set.add(held);
      if (lifted !== undefined) this.lifted.add(lifted);
    } catch (error) {
      if (!(error instanceof DamagedEvent)) throw error;
      if (definition.holds !== undefined) this.set.add(`a damaged event at position ${event.position}`);
    }
  }

  inEffect(): readonly string[] {
    return [...this.set].filter((holdId) => !this.lifted.has(holdId));
  }
}
