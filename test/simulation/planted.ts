import { CompiledQuery } from 'kysely';
import type { ContactLog } from '#contact-log';
import { EventStore, WrongExpectedRevision, type ReadAllOptions, type ReadStreamOptions } from '#event-store';
import type { FollowOptions, NewEvent, ExpectedRevision, StoredEvent } from '#event-store';
import { timelineAsOf } from '#relationship';
import type { RelationshipViews } from '#read-models';
import { RecordedFacts, type Reader } from '../../apps/api/src/live/recorded-facts.js';
import type { Execute } from './faulty-views.js';

/** Parts of a process with a bug in place of the real ones. */
export type Planted = {
  /** The log as recording has it, and as the projector has it. */
  readonly recordingStore?: (store: EventStore) => EventStore;
  readonly followedStore?: (store: EventStore) => EventStore;
  /** What the rows of the views are folded from. */
  readonly timelines?: (log: ContactLog, now: () => number) => ConstructorParameters<typeof RelationshipViews>[1];
  readonly execution?: (execute: Execute) => Execute;
  readonly facts?: typeof RecordedFacts;
};

export const NOTHING_PLANTED: Planted = {};

/** Forwards all calls, so that a bug changes one of them. */
class Forwarding extends EventStore {
  override readonly commitsInOrderAsked = false;

  constructor(protected readonly store: EventStore) {
    super();
  }

  override append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
    return this.store.append(stream, events, expected);
  }
  override readStream(stream: string, options?: ReadStreamOptions) {
    return this.store.readStream(stream, options);
  }
  override readAll(options?: ReadAllOptions) {
    return this.store.readAll(options);
  }
  override follow(options: FollowOptions) {
    return this.store.follow(options);
  }
  override head() {
    return this.store.head();
  }
  override close() {
    return this.store.close();
  }
}

class WithoutRevision extends Forwarding {
  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
    try {
      return await this.store.append(stream, events, expected);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      return this.store.append(stream, events, 'any');
    }
  }
}

/** The projector never hears of anything. */
export class NeverFollowed extends Forwarding {
  override async *follow({ signal }: FollowOptions) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield* [] as StoredEvent[][];
  }
}

/** Loses the second of several that come together. */
class SkipsOne extends Forwarding {
  override async *follow(options: FollowOptions) {
    for await (const batch of this.store.follow(options))
      yield batch.length < 2 ? batch : batch.filter((_, index) => index !== 1);
  }
}

class OffByOne extends RecordedFacts {
  override after(position: bigint, reader: Reader) {
    return super.after(position === 0n ? position : position + 1n, reader);
  }
}

/** Commits what moves the checkpoint by itself, and the rest after it. */
const checkpointFirst =
  (execute: Execute): Execute =>
  async (query) => {
    if (!query.sql.startsWith('update "checkpoint"')) return execute(query);
    const result = await execute(query);
    await execute(CompiledQuery.raw('commit'));
    await execute(CompiledQuery.raw('begin'));
    return result;
  };

/** The five bugs, each by what somebody might have written. */
export const BUGS = {
  'a clock read in the fold': {
    timelines: (log, now) => ({
      opened: (contact) => log.opened(contact),
      async wholeTimelineOf(customerId) {
        const timeline = await log.wholeTimelineOf(customerId);
        if (timeline === null) return null;
        const read = Array.from(timeline.recorded(), (each) => ({ ...each, at: Math.max(each.at, now() - 1) }));
        return timelineAsOf(read, { asOf: Infinity, knownAt: Infinity }, customerId);
      },
    }),
  },
  'a checkpoint outside the transaction': { execution: checkpointFirst },
  'a skipped event': { followedStore: (store) => new SkipsOne(store) },
  'a resumed subscription off by one': { facts: OffByOne },
  'a retry without its revision': { recordingStore: (store) => new WithoutRevision(store) },
} satisfies Readonly<Record<string, Planted>> as Readonly<Record<string, Planted>>;
