import type { NeedFact } from '#relationship';
import type { EventStore, Position } from '#event-store';
import { needFactFrom, needStreamOf, needToStored } from './need-codec.js';

/** What is on record of a need itself. */
export type NeedRecord = {
  readonly facts: readonly NeedFact[];
  readonly lastRevision: number | 'none';
  readonly lastPosition: Position;
};

/** The streams of needs in the log. */
export class NeedStreams {
  constructor(private readonly store: EventStore) {}

  async read(needId: string): Promise<NeedRecord> {
    const facts: NeedFact[] = [];
    let lastRevision: number | 'none' = 'none';
    let lastPosition: Position = 0n;
    for await (const batch of this.store.readStream(needStreamOf(needId)))
      for (const event of batch) {
        const fact = needFactFrom(event);
        if (fact !== null) facts.push(fact);
        lastRevision = event.revision;
        lastPosition = event.position;
      }
    return { facts, lastRevision, lastPosition };
  }

  /** @throws what `EventStore.append` throws */
  async append<F extends NeedFact>(fact: F, expected: number | 'none' | 'any'): Promise<F> {
    const { lastPosition } = await this.store.append(needStreamOf(fact.data.needId), [needToStored(fact)], expected);
    return { ...fact, position: lastPosition };
  }
}
