import { Injectable } from '@nestjs/common';
import type { Position } from '#event-store';
import { turn } from '../edge/graphql/under-way.js';
import { textOf, type Cursor } from './cursor.js';
import { Present, RecordedFacts, type Page } from './recorded-facts.js';
import type { TrustChange } from './trust-change.type.js';
import { TrustChanges, type Listener } from './trust-changes.js';

/** The newest change of a customer in a part of the log, and how many it stands for. */
type Newest = { readonly position: Position; readonly count: number };

/** A part of the log that was read as a whole. */
type Part = {
  /** By customer, in the order in which they are told. */
  readonly newest: ReadonlyMap<string, Newest>;
  readonly upTo: Position;
  /** Whether another model became active at its end. That is told of each relationship, so it ends a part. */
  readonly changesModels: boolean;
};

/** So a subscriber keeps a thousand places at most while it is told of a part. */
const MOST_PAGES = 10;

/** Of what waits for a subscriber, the newest change of each customer. */
@Injectable()
export class NewestChanges {
  constructor(
    private readonly facts: RecordedFacts,
    private readonly changes: TrustChanges,
  ) {}

  async *after(cursor: Cursor, listener: Listener): AsyncGenerator<TrustChange | Present, void, undefined> {
    const { signal, atPresent } = listener.reader;
    if (cursor.ordinal !== null) yield* this.changes.byModels(cursor.position, cursor.ordinal, listener);
    let { position: told } = cursor;
    let { after, upTo: end }: { after: Position; upTo: Position | null } = cursor.gathered ?? {
      after: told,
      upTo: null,
    };
    while (!signal.aborted) {
      const { newest, upTo, changesModels } = await this.gather(after, end, listener);
      if (upTo === after) {
        atPresent();
        yield new Present(after);
        await this.facts.arrival(after);
        continue;
      }
      for (const [customerId, { position, count }] of newest) {
        if (position <= told) continue;
        const change = await this.changes.at(customerId, position, listener);
        const here = textOf({ position, ordinal: null, gathered: { after, upTo } });
        if (change !== null) yield { ...change, cursor: here, standsFor: count };
      }
      if (changesModels) yield* this.changes.byModels(upTo, 0n, listener);
      [after, told, end] = [upTo, upTo, null];
    }
  }

  /** @param end of the part, where a cursor says it; null: the present, or where the part is large enough */
  private async gather(after: Position, end: Position | null, listener: Listener): Promise<Part> {
    const newest = new Map<string, Newest>();
    let upTo = after;
    for (let pages = 0; end === null ? pages < MOST_PAGES : upTo < end; pages += 1) {
      const page = await this.shown(upTo, end !== null, listener);
      if (page.upTo === upTo) break;
      for (const fact of page.facts) {
        if (end !== null && fact.position > end) return { newest, upTo: end, changesModels: false };
        if (fact.contact === null) return { newest, upTo: fact.position, changesModels: true };
        await turn(listener.reader.whose);
        const change = await this.changes.by(fact, listener);
        if (change === null) continue;
        const { customerId } = change;
        const count = (newest.get(customerId)?.count ?? 0) + 1;
        // Taken out first: the order of the map is then that of the newest changes.
        newest.delete(customerId);
        newest.set(customerId, { position: fact.position, count });
      }
      upTo = page.upTo;
    }
    return { newest, upTo: end ?? upTo, changesModels: false };
  }

  /** @param isWaiting whether it waits at the present, for what a cursor says that there is */
  private async shown(after: Position, isWaiting: boolean, { reader }: Listener): Promise<Page> {
    for (;;) {
      const page = await this.facts.pageAfter(after);
      if (page.upTo !== after || !isWaiting || reader.signal.aborted) return page;
      await this.facts.arrival(after);
    }
  }
}
