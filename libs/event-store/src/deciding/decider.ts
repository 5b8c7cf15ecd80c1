import {
  WrongExpectedRevision,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '../port/event-store.js';
import { KeyedQueue } from './keyed-queue.js';

/** How the events of a stream are folded to a state. */
export type Folding<S, F> = {
  /** The state of a stream that does not exist. A new object each time, because `evolve` may change it. */
  readonly initial: () => S;
  /** The fact in an event; null if the state does not depend on the event. */
  readonly decode: (event: StoredEvent) => F | null;
  /** Adds a fact and returns the state, a new object or the same one changed. A fact added twice must change nothing. */
  readonly evolve: (state: S, fact: F) => S;
};

/** A state, and the last revision and position of the stream that are folded into it. */
export type Folded<S> = { state: S; revision: number | 'none'; position: Position };

/** Cache of states by stream, such as a Map or an LRU cache. For a cached state, only later events are read. */
export type Remembered<S> = {
  get(stream: string): Folded<S> | undefined;
  set(stream: string, folded: Folded<S>): unknown;
  delete(stream: string): unknown;
};

/** The result of a decision. */
export type Decided<A> = {
  /** Appended all or nothing; empty if the decision adds nothing. */
  readonly events: readonly NewEvent[];
  /** Called once the events are on disk. @param position of the last event; without events, the end of the stream as read */
  readonly answer: (position: Position) => A | Promise<A>;
  /** The decision has changed its own state and adds nothing: the state must not be used again. */
  readonly isStateSpoilt?: boolean;
};

/**
 * @returns null if the decision itself has appended to the stream: the stream is then read and decided again
 * @throws any error goes to the caller of `transact`, and nothing is appended
 */
export type Decide<S, A> = (state: S) => Decided<A> | null | Promise<Decided<A> | null>;

type Unfoldable = { readonly revision: number; readonly error: unknown };

/** Conflicts come from other processes only: within this process, the decisions about a stream queue. */
const MOST_CONFLICTS = 100;

/** Reads a stream, folds it, decides and appends; starts over after a conflict. */
export class Decider<S, F> {
  private readonly queue = new KeyedQueue();
  /** The readings of streams that are not in the cache, until each ends. */
  private readonly fromStart = new Map<string, Promise<void>>();

  /** @param remembered the cache; left out: every decision reads its stream from the start */
  constructor(
    private readonly store: EventStore,
    private readonly folding: Folding<S, F>,
    private readonly remembered: Remembered<S> | null = null,
  ) {}

  /**
   * Appends the decided events at the revision at which the stream was read. If another writer appended first, the
   * decision may rest on old facts, so the stream is read and decided again, at most 100 times. Decisions of this process
   * about one stream wait for each other until their answers are ready.
   * @param isOwnState the decision adds facts to the state before they are on disk. The state is then taken out of the
   *   cache: others read the stream, and a failed decision leaves nothing behind.
   * @throws WrongExpectedRevision after the last attempt, and every other error of `EventStore.append`
   */
  transact<A>(stream: string, decide: Decide<S, A>, { isOwnState = false } = {}): Promise<A> {
    return this.queue.run(stream, async () => {
      const { answer, position } = await this.untilAppended(stream, decide, isOwnState);
      return answer(position);
    });
  }

  /** The current state of the stream. Later facts may change the same object: do not keep it. */
  async read(stream: string): Promise<Folded<S>> {
    const { folded, unfoldable } = await this.readOn(stream);
    if (unfoldable !== null) throw unfoldable.error;
    return folded;
  }

  /**
   * As read, but where an event cannot be folded, because it is damaged or its fold throws, the state before that event.
   * What was before can still be shown. A decision must not rest on it.
   */
  async readWhatCanBe(stream: string): Promise<Folded<S>> {
    const { folded, unfoldable: first } = await this.readOn(stream);
    if (first === null) return folded;
    for (let unfoldable = first; ;) {
      // The fold that threw may have changed a part of the state, so the state is folded anew up to there.
      const before = this.unread();
      const earlier = await this.foldOn(stream, before, unfoldable.revision);
      if (earlier === null) return before;
      unfoldable = earlier;
    }
  }

  /**
   * Reads on from the cached state, and caches the result. Whoever asks for a stream that is being read from its start waits
   * for that: a page of contacts asks for one long stream a hundred times.
   */
  private async readOn(stream: string): Promise<{ folded: Folded<S>; unfoldable: Unfoldable | null }> {
    for (let other = this.fromStart.get(stream); other !== undefined; other = this.fromStart.get(stream)) await other;
    const known = this.remembered?.get(stream);
    const folded = known ?? this.unread();
    const reading = this.foldOn(stream, folded).then((unfoldable) => {
      // A state that was taken out of the cache meanwhile is one to which a decision adds what is not on disk.
      const isOwn = known === undefined || this.remembered?.get(stream) === folded;
      if (unfoldable === null && folded.revision !== 'none' && isOwn) this.remembered?.set(stream, folded);
      return { folded, unfoldable };
    });
    if (known !== undefined || this.remembered === null) return reading;
    const end = () => void this.fromStart.delete(stream);
    this.fromStart.set(stream, reading.then(end, end));
    return reading;
  }

  /** Folds the events that are not in the state yet. @returns the first that cannot be folded; null if there is none */
  private async foldOn(stream: string, folded: Folded<S>, end = Infinity): Promise<Unfoldable | null> {
    const fromRevision = folded.revision === 'none' ? 0 : folded.revision + 1;
    for await (const batch of this.store.readStream(stream, { fromRevision }))
      for (const event of batch) {
        if (event.revision >= end) return null;
        try {
          this.take(folded, event, this.folding.decode(event));
        } catch (error) {
          this.remembered?.delete(stream);
          return { revision: event.revision, error };
        }
      }
    return null;
  }

  /**
   * Adds an event that a follower of the log has read, so that its stream need not be read again. Ignored unless it is the
   * next event of a cached state, or the first event of its stream.
   */
  follow(event: StoredEvent, fact: F | null): void {
    const folded = this.remembered?.get(event.stream) ?? (event.revision === 0 ? this.unread() : null);
    if (folded === null || event.revision !== (folded.revision === 'none' ? 0 : folded.revision + 1)) return;
    try {
      this.take(folded, event, fact);
    } catch (error) {
      this.remembered?.delete(event.stream);
      throw error;
    }
    if (event.revision === 0) this.remembered?.set(event.stream, folded);
  }

  private async untilAppended<A>(stream: string, decide: Decide<S, A>, isOwnState: boolean) {
    for (let conflicts = 0; ; conflicts += 1)
      try {
        const folded = await this.read(stream);
        // Copied before the decision: meanwhile another reader may add later events to the same state.
        const { revision } = folded;
        if (isOwnState) this.remembered?.delete(stream);
        const decided = await decide(folded.state);
        if (decided === null) continue;
        if (decided.isStateSpoilt) return { ...decided, position: folded.position };
        const position = await this.append(stream, decided.events, folded, revision);
        return { ...decided, position };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts >= MOST_CONFLICTS) throw error;
      }
  }

  /** @returns the position of the last event; without events, the end of the stream as read */
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
      // Of several events, only the position of the last is known here. The next read of the stream adds them.
      if (events.length === 1) {
        // The store does not say when it committed it: it was about now.
        const stored = { ...event, stream, revision: appended.lastRevision, position, appendedAt: Date.now() };
        this.take(folded, stored, this.folding.decode(stored));
      }
    }
    if (folded.revision !== 'none') this.remembered?.set(stream, folded);
    return position;
  }

  private take(folded: Folded<S>, event: StoredEvent, fact: F | null): void {
    // Two readers may update one state at the same time: an event that is already in it is skipped.
    if (event.position <= folded.position) return;
    if (fact !== null) folded.state = this.folding.evolve(folded.state, fact);
    folded.revision = event.revision;
    folded.position = event.position;
  }

  private unread(): Folded<S> {
    return { state: this.folding.initial(), revision: 'none', position: 0n };
  }
}
