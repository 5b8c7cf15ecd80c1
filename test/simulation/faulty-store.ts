import {
  EventStore,
  OutcomeUnknown,
  StorageFull,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
  type FollowOptions,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '#event-store';
import { HOUR_MS } from '#relationship';
import type { Weather } from './weather.js';

/** The process of the caller was killed: its calls have no answer. */
export class ProcessGone extends StoreUnavailable {}

/** What may happen to an append, and how often. */
const FATES = [
  ['UNREACHABLE', 0.04],
  ['FULL', 0.02],
  ['LOST', 0.03],
  ['LATE', 0.04],
  ['UNANSWERED', 0.05],
  ['DOUBLED', 0.05],
] as const;
const LONGEST_ON_THE_WAY_MS = 2 * HOUR_MS;

/** The log on the other side of a network: it delays, fails, doubles, and answers in another order. */
export class FaultyStore extends EventStore {
  override readonly commitsInOrderAsked = false;

  /** @param log where everything is kept @param life ends with the process */
  constructor(
    private readonly log: EventStore,
    private readonly weather: Weather,
    private readonly life: AbortSignal,
  ) {
    super();
  }

  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    await this.way();
    const fate = this.weather.fate(FATES);
    const write = () => this.log.append(stream, events, expected);
    if (fate === 'UNREACHABLE') throw new StoreUnavailable('simulated: nobody answers');
    if (fate === 'FULL') throw new StorageFull('simulated: the disk is full');
    if (fate === 'LATE' || fate === 'DOUBLED')
      this.weather.later(LONGEST_ON_THE_WAY_MS, () => void write().catch(() => undefined));
    if (fate === 'LOST' || fate === 'LATE') throw new OutcomeUnknown(`simulated: ${fate}`);
    const appended = await write();
    // The process may be killed here: it has then written what nobody was told of.
    await this.way();
    if (fate === 'UNANSWERED') throw new OutcomeUnknown('simulated: the answer was lost');
    return appended;
  }

  override async *readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    await this.wayOfRead();
    yield* this.inParts(this.log.readStream(stream, options));
  }

  override async *readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    await this.wayOfRead();
    yield* this.inParts(this.log.readAll(options));
  }

  /** What is followed may come twice, as after a lost connection. */
  override async *follow({ signal, ...options }: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    const until = AbortSignal.any([signal, this.life]);
    for await (const batch of this.log.follow({ ...options, signal: until })) {
      await this.wayOfRead();
      const { first, rest } = this.weather.split(batch);
      yield first;
      if (this.weather.isDoubled()) yield first;
      if (rest.length > 0) {
        await this.wayOfRead();
        yield rest;
      }
    }
    if (!signal.aborted) throw new ProcessGone('the process was killed');
  }

  override async head(): Promise<Position | null> {
    await this.wayOfRead();
    return this.log.head();
  }

  override async close(): Promise<void> {}

  private async *inParts(batches: AsyncIterable<readonly StoredEvent[]>): AsyncIterable<readonly StoredEvent[]> {
    // All of it is read at one time; what is delivered later is from then.
    const read: StoredEvent[] = [];
    for await (const batch of batches) read.push(...batch);
    const { first, rest } = this.weather.split(read);
    if (first.length > 0) yield first;
    if (rest.length === 0) return;
    await this.way();
    yield rest;
  }

  private async wayOfRead(): Promise<void> {
    await this.way();
    if (this.weather.fails()) throw new StoreUnavailable('simulated: nobody answers');
  }

  private async way(): Promise<void> {
    await this.weather.delay(this.life);
    if (this.life.aborted) throw new ProcessGone('the process was killed');
  }
}
