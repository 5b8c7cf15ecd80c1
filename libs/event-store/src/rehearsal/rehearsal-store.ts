import {
  EventStore,
  type Appended,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';

/** Beyond every position of a log. */
const AFTER_ALL = 2n ** 62n;

/**
 * A log that is only read, with what is appended beside it in another one: whoever decides on it sees both, and the log itself
 * does not change. For one process, in which decisions about a stream wait for each other.
 */
export class RehearsalStore extends EventStore {
  override readonly commitsInOrderAsked = true;

  /** @param beside a store of its own, which holds nothing else */
  constructor(
    private readonly log: EventStore,
    private readonly beside: EventStore,
  ) {
    super();
  }

  /** @param _expected not asked: nobody else appends beside the log, and what others append to the log is not decided on */
  override append(stream: string, events: readonly NewEvent[], _expected: ExpectedRevision): Promise<Appended> {
    return this.beside.append(stream, events, 'any');
  }

  override async *readStream(
    stream: string,
    { fromRevision = 0 }: ReadStreamOptions = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    const own: StoredEvent[] = [];
    for await (const batch of this.beside.readStream(stream)) own.push(...batch);
    // The place of what stands beside follows from how many events the log has of the stream.
    let before = 0;
    for await (const batch of this.log.readStream(stream, { fromRevision: own.length > 0 ? 0 : fromRevision })) {
      before += batch.length;
      yield batch.filter(({ revision }) => revision >= fromRevision);
    }
    yield own
      .map((event, index) => ({ ...event, revision: before + index, position: AFTER_ALL + event.position }))
      .filter(({ revision }) => revision >= fromRevision);
  }

  override readAll = (): never => notRehearsed();
  override follow = (): never => notRehearsed();
  override head = (): Promise<Position | null> => this.log.head();

  override async close(): Promise<void> {
    await this.beside.close();
    await this.log.close();
  }
}

function notRehearsed(): never {
  throw new Error('a rehearsal reads only streams');
}
