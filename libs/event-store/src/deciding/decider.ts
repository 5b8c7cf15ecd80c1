import {
  WrongExpectedRevision,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '../port/event-store.js';
import { KeyedQueue } from './keyed-queue.js';

/** How the events of a stream become a state. */
export type Folding<S, F> = {
  /** The state of a stream that does not exist: a new one each time, since `evolve` may change it. */
  readonly initial: () => S;
  /** The fact that an event states; null where it states none that the state depends on. */
  readonly decode: (event: StoredEvent) => F | null;
  /** The state with one fact more, or the same object changed. Adding a fact a second time must change nothing. */
  readonly evolve: (state: S, fact: F) => S;
};

/** A state, and up to where in its stream it holds the facts. */
export type Folded<S> = { state: S; revision: number | 'none'; position: Position };

/** States kept between decisions, by stream; only what was appended since is then read. A Map is one, an LRU cache another. */
export type Remembered<S> = {
  get(stream: string): Folded<S> | undefined;
  set(stream: string, folded: Folded<S>): unknown;
  delete(stream: string): unknown;
};

/** What a decision comes to. */
export type Decided<A> = {
  /** Appended together, or not at all; none where nothing is to be added. */
  readonly events: readonly NewEvent[];
  /** Called once the events are on disk. @param position of the last of them; with none, the end of the stream as it was read */
  readonly answer: (position: Position) => A | Promise<A>;
};

/**
 * Null: deciding has itself appended to the stream. The stream is then read again and decided about again.
 * @throws what the caller of `transact` is to be told; nothing is appended then
 */
export type Decide<S, A> = (state: S) => Decided<A> | null | Promise<Decided<A> | null>;

/** Other processes may append to the same stream; within this one decisions about a stream queue. */
const MOST_CONFLICTS = 100;

/** Decides about streams: read, fold, decide, append; and again after a conflict. */
export class Decider<S, F> {
  private readonly queue = new KeyedQueue();

  /** @param remembered left out: every decision reads its stream from the beginning */
  constructor(
    private readonly store: EventStore,
    private readonly folding: Folding<S, F>,
    private readonly remembered: Remembered<S> | null = null,
  ) {}

  /**
   * Appends what is decided at the revision at which the stream was read. Where another writer was there first, what the
   * decision rests on may no longer hold: the stream is read and decided about again, 100 times at most. Decisions of this
   * process about one stream queue, until their answers are ready.
   * @param isOwnState the decision adds facts to the state before they are on disk. Nobody else is shown such a state:
   *   others read the stream meanwhile, and a decision that fails is forgotten with it.
   * @throws WrongExpectedRevision after the last of these attempts, and whatever else `EventStore.append` throws
   */
  transact<A>(stream: string, decide: Decide<S, A>, { isOwnState = false } = {}): Promise<A> {
    return this.queue.run(stream, async () => {
      const { answer, position } = await this.untilAppended(stream, decide, isOwnState);
      return answer(position);
    });
  }

  /** The state of the stream as it is now. It may be changed by later facts: do not keep it. */
  async read(stream: string): Promise<Folded<S>> {
    const folded = this.remembered?.get(stream) ?? this.unread();
    const fromRevision = folded.revision === 'none' ? 0 : folded.revision + 1;
    for await (const batch of this.store.readStream(stream, { fromRevision }))
      for (const event of batch) this.take(folded, event, this.folding.decode(event));
    if (folded.revision !== 'none') this.remembered?.set(stream, folded);
    return folded;
  }

  /**
   * Takes in an event that a follower of the log has read anyway, so that its stream need not be read again. Only where it
   * is the next one of a state that is remembered, or the first of its stream.
   */
  follow(event: StoredEvent, fact: F | null): void {
    const folded = this.remembered?.get(event.stream) ?? (event.revision === 0 ? this.unread() : null);
    if (folded === null || event.revision !== (folded.revision === 'none' ? 0 : folded.revision + 1)) return;
    this.take(folded, event, fact);
    if (event.revision === 0) this.remembered?.set(event.stream, folded);
  }

  private async untilAppended<A>(stream: string, decide: Decide<S, A>, isOwnState: boolean) {
    for (let conflicts = 0; ; conflicts += 1)
      try {
        const folded = await this.read(stream);
        // Before deciding: meanwhile another reader may take more into the state than was decided about.
        const { revision } = folded;
        if (isOwnState) this.remembered?.delete(stream);
        const decided = await decide(folded.state);
        if (decided === null) continue;
        const position = await this.append(stream, decided.events, folded, revision);
        return { ...decided, position };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts >= MOST_CONFLICTS) throw error;
      }
  }

  /** @returns where the last of the events is; with none, the end of the stream as it was read */
  private async append(
    stream: string,
    events: readonly NewEvent[],
    folded: Folded<S>,
    expected: Folded<S>['revision'],
  ): Promise<Position> {
    let { position } = folded;
    const [event] = events;
    if (event !== undefined) {
      const appended = await this.store.append(stream, events, expected);
      position = appended.lastPosition;
      // Where in the log each of several stands is not known here: they are taken in when the stream is next read.
      if (events.length === 1) {
        const stored = { ...event, stream, revision: appended.lastRevision, position, appendedAt: 0 };
        this.take(folded, stored, this.folding.decode(stored));
      }
    }
    if (folded.revision !== 'none') this.remembered?.set(stream, folded);
    return position;
  }

  private take(folded: Folded<S>, event: StoredEvent, fact: F | null): void {
    // Two may read one state on at once: neither takes the other back.
    if (event.position <= folded.position) return;
    if (fact !== null) folded.state = this.folding.evolve(folded.state, fact);
    folded.revision = event.revision;
    folded.position = event.position;
  }

  private unread(): Folded<S> {
    return { state: this.folding.initial(), revision: 'none', position: 0n };
  }
}
