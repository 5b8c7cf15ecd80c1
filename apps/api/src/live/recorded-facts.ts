import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { readableContact } from '#contact-log';
import { EventStore, type Position, type StoredEvent } from '#event-store';
import { changesActiveModel } from '#model-log';
import { Projector } from '#read-models';
import type { RecordedContact } from '#relationship';
import { apiError } from '../edge/errors/codes.js';
import { turn } from '../edge/graphql/under-way.js';

/** What subscribers are told of, by its place in the log. */
export type RecordedFact = {
  readonly position: Position;
  /** Null where another model became active. */
  readonly contact: RecordedContact | null;
};

/** All that was recorded was read, up to this position. */
export class Present {
  constructor(readonly position: Position) {}
}

/** A part of the log. */
export type Page = {
  readonly facts: readonly RecordedFact[];
  /** Where the next page begins: the position of the last event. */
  readonly upTo: Position;
  /** Whether it holds as much as a page can, so that more may follow. */
  readonly isFull: boolean;
};

/** Who reads the log on. */
export type Reader = {
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Called when all that was recorded before was read, and may be called again. */
  readonly atPresent: () => void;
  /** The subscriptions of one socket take turns with those of others. */
  readonly whose: object;
  /** Whether it was at the present before. */
  readonly wasAtPresent: boolean;
  /** The most events that may wait for a reader that was at the present before; left out: any number. */
  readonly mostWaiting?: number;
};

/** Longest wait for the views before it checks whether the subscriber is still there. */
const LOOK_AGAIN_AFTER_MS = 10_000;
/** Events. */
const PAGE_SIZE = 100;
/** Shared by all subscribers: those who follow the log closely read the same few pages. */
const PAGES_REMEMBERED = 50;

/**
 * Contacts and changes of models in the order of the log, from any position, then as they are recorded. What was recorded
 * before and what comes is read in the same way, so there is no seam between them.
 */
@Injectable()
export class RecordedFacts {
  private readonly pages = new LRUCache<Position, Promise<Page>>({ max: PAGES_REMEMBERED });

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  /** The log position up to which subscribers can be told. */
  get present(): Position {
    return this.projector.shown;
  }

  /**
   * Yields each fact once the views include it, and then the present. Nothing is buffered for a subscriber: a slow one reads
   * on from the log, so it misses nothing and uses no memory. @throws GraphQLError SUBSCRIBER_TOO_SLOW
   */
  async *after(position: Position, reader: Reader): AsyncGenerator<RecordedFact | Present, void, undefined> {
    const { signal, atPresent, whose, mostWaiting = Infinity } = reader;
    let { wasAtPresent } = reader;
    for (let at = position; !signal.aborted;) {
      const { facts, upTo, isFull } = await this.pageAfter(at);
      if (isFull && wasAtPresent && (await this.moreWait(at, mostWaiting))) throw apiError('SUBSCRIBER_TOO_SLOW');
      for (const fact of facts) {
        // Each fact that is told takes as long as a small query.
        await turn(whose);
        if (signal.aborted) return;
        yield fact;
      }
      if (upTo === at) {
        wasAtPresent = true;
        atPresent();
        yield new Present(at);
        await this.arrival(at);
      }
      at = upTo;
    }
  }

  /** What can be told after the position now; an empty page at the present. */
  async pageAfter(position: Position): Promise<Page> {
    const { present } = this;
    if (position >= present) return { facts: [], upTo: position, isFull: false };
    const known = await this.pages.get(position);
    // While the views are rebuilt, the present is before what was told already.
    if (known !== undefined && known.upTo <= present) return known;
    const page = this.read(position, present);
    this.pages.set(position, page);
    // A page that could not be read must not be remembered.
    page.catch(() => this.pages.delete(position));
    return page;
  }

  /** Waits until there is something after the position, or a while. */
  async arrival(position: Position): Promise<void> {
    await this.projector.waitUntilShown(position + 1n, LOOK_AGAIN_AFTER_MS);
  }

  private async moreWait(after: Position, than: number): Promise<boolean> {
    if (than === Infinity) return false;
    for (let [at, count] = [after, 0]; count <= than; count += PAGE_SIZE) {
      const { upTo, isFull } = await this.pageAfter(at);
      if (!isFull) return false;
      at = upTo;
    }
    return true;
  }

  private async read(after: Position, present: Position): Promise<Page> {
    const facts: RecordedFact[] = [];
    let upTo = after;
    let count = 0;
    for await (const batch of this.store.readAll({ after, limit: PAGE_SIZE }))
      for (const event of batch) {
        if (event.position > present) return { facts, upTo: present, isFull: false };
        const fact = factIn(event);
        if (fact !== null) facts.push(fact);
        upTo = event.position;
        count += 1;
      }
    const isFull = count === PAGE_SIZE;
    return { facts, upTo: isFull ? upTo : present, isFull };
  }
}

function factIn(event: StoredEvent): RecordedFact | null {
  const { position } = event;
  if (changesActiveModel(event)) return { position, contact: null };
  const contact = readableContact(event);
  return contact === null ? null : { position, contact };
}
