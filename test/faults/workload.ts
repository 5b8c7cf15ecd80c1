// Writers that compete for a few streams through all faults, and remember what they were told of each append.
import {
  EventStore,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type NewEvent,
} from '#event-store';
import { anEvent } from '../contract/log-under-test.js';

export type Told = 'ACKNOWLEDGED' | 'CONFLICT' | 'UNAVAILABLE' | 'UNKNOWN';

/** One append, repeated or not, and what its writer knows of it in the end. */
export type Attempt = {
  readonly stream: string;
  readonly ids: readonly string[];
  readonly told: Told;
  readonly answer: Appended | null;
};

/** Of the appends whose outcome is unknown, so many are repeated until it is known; the rest are left so. */
const REPEATED = 0.7;

export class Workload {
  readonly attempts: Attempt[] = [];
  acknowledged = 0;
  private stopping = false;
  private running: Promise<void>[] = [];

  constructor(
    private readonly stores: readonly EventStore[],
    private readonly streams: readonly string[],
    private readonly random: () => number,
  ) {}

  start(writers: number): void {
    this.running = Array.from({ length: writers }, (_, i) => this.write(this.stores[i % this.stores.length]!));
  }

  /** Resolves when every append under way has its answer: none may hang. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  /** Resolves when so many more appends were acknowledged: the adapter has recovered by itself. */
  async progress(appends: number): Promise<void> {
    const wanted = this.acknowledged + appends;
    while (this.acknowledged < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private async write(store: EventStore): Promise<void> {
    const known = new Map<string, number | 'none'>();
    while (!this.stopping) {
      const stream = this.streams[Math.floor(this.random() * this.streams.length)] ?? '';
      const events = Array.from({ length: 1 + Math.floor(this.random() * 4) }, () => anEvent());
      const expected = known.get(stream) ?? 'none';
      const attempt = await this.attempt(store, stream, events, expected, known);
      this.attempts.push(attempt);
      if (attempt.told === 'ACKNOWLEDGED') this.acknowledged += 1;
    }
  }

  private async attempt(
    store: EventStore,
    stream: string,
    events: readonly NewEvent[],
    expected: number | 'none',
    known: Map<string, number | 'none'>,
  ): Promise<Attempt> {
    const ids = events.map(({ id }) => id);
    for (let isInDoubt = false; ;) {
      try {
        const answer = await store.append(stream, events, expected);
        known.set(stream, answer.lastRevision);
        return { stream, ids, told: 'ACKNOWLEDGED', answer };
      } catch (error) {
        if (error instanceof WrongExpectedRevision) {
          known.set(stream, error.actual);
          return { stream, ids, told: 'CONFLICT', answer: null };
        }
        if (error instanceof OutcomeUnknown) isInDoubt = true;
        else if (!(error instanceof StoreUnavailable)) throw error;
        const isRepeated = isInDoubt && !this.stopping && this.random() < REPEATED;
        if (!isRepeated) return { stream, ids, told: isInDoubt ? 'UNKNOWN' : 'UNAVAILABLE', answer: null };
      }
    }
  }
}
