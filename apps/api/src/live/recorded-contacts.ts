import { Injectable } from '@nestjs/common';
import { customerOf, readableContact } from '#contact-log';
import { EventStore, type Position, type StoredEvent } from '#event-store';
import { Projector } from '#read-models';
import type { RecordedContact } from '#relationship';
import { turn } from '../edge/graphql/under-way.js';

export type RecordedAt = { readonly contact: RecordedContact; readonly position: Position };

/** Longest wait for the views before it checks whether the subscriber is still there. */
const LOOK_AGAIN_AFTER_MS = 10_000;
/** Read at once, and kept by a subscription whose reader is slow. */
const BATCH_SIZE = 100;

/** Contacts in the order of the log, from any position, then as they are recorded. */
@Injectable()
export class RecordedContacts {
  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  /** The log position that the views have reached. */
  get present(): Position {
    return this.projector.position;
  }

  /**
   * Yields each contact once the views include it. Nothing is buffered for a subscriber: a slow one reads on from the log,
   * so it misses nothing and uses no memory.
   * @param customerId null for all
   * @param signal ends the generator
   * @param atPresent called when it has yielded all that was recorded before, and may be called again
   * @param socket the subscriptions of one socket take turns with those of others
   */
  async *after(
    position: Position,
    customerId: string | null,
    signal: AbortSignal,
    atPresent: () => void,
    socket: object | null,
  ): AsyncGenerator<RecordedAt, void, undefined> {
    for (let at = position; !signal.aborted;) {
      const shown = this.projector.position;
      if (at >= shown) {
        atPresent();
        await this.projector.waitFor(at + 1n, LOOK_AGAIN_AFTER_MS);
        continue;
      }
      for await (const event of this.events(at, shown)) {
        // Each contact that is told takes as long as a small query.
        await turn(socket ?? this);
        if (signal.aborted) return;
        const found = contactIn(event, customerId);
        if (found !== null) yield found;
      }
      at = shown;
    }
  }

  private async *events(after: Position, upTo: Position): AsyncIterable<StoredEvent> {
    for await (const batch of this.store.readAll({ after, batchSize: BATCH_SIZE }))
      for (const event of batch) {
        if (event.position > upTo) return;
        yield event;
      }
  }
}

function contactIn(event: StoredEvent, customerId: string | null): RecordedAt | null {
  if (customerId !== null && customerOf(event.stream) !== customerId) return null;
  const contact = readableContact(event);
  return contact === null ? null : { contact, position: event.position };
}
