// Appends at the current revision of the stream. The server's own 'any' forgets the ids that it has seen, so a repeat
// after an unknown outcome might be stored twice. Here the stream is read first, with its revision and its ids.
import { admit, type Place } from '../port/admission.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import { WrongExpectedRevision, type Appended } from '../port/event-store.js';
import type { Appender } from './appender.js';
import type { LogReader } from './log-reader.js';

/** A stream with pending appends, as far as it has been read. */
type Awaited = {
  lastRevision: number;
  readonly places: Map<string, Place>;
  /** The last append in the queue: appends of this process do not compete for a revision. */
  last: Promise<unknown>;
};

export class AppendAnywhere {
  private readonly awaited = new Map<string, Awaited>();

  constructor(
    private readonly appender: Appender,
    private readonly reader: LogReader,
  ) {}

  /** Reads the whole stream. @throws as EventStore.append */
  append(append: EncodedAppend): Promise<Appended> {
    const { stream } = append;
    const awaited = this.awaited.get(stream) ?? { lastRevision: -1, places: new Map(), last: Promise.resolve() };
    const result = awaited.last.catch(() => undefined).then(() => this.persist(append, awaited));
    awaited.last = result;
    this.awaited.set(stream, awaited);
    const leave = (): void => {
      if (awaited.last === result) this.awaited.delete(stream);
    };
    result.then(leave, leave);
    return result;
  }

  /** Starts over when another process appended first. */
  private async persist(append: EncodedAppend, awaited: Awaited): Promise<Appended> {
    for (let actual = -1; ;) {
      await this.readOn(append.stream, awaited);
      // Events that the stream's retention hides are not read, but they still count as revisions.
      awaited.lastRevision = Math.max(awaited.lastRevision, actual);
      const { lastRevision, places } = awaited;
      const admitted = admit(append, { lastRevision, placeOf: (id) => places.get(id) });
      if (admitted !== 'write') return admitted;
      try {
        return await this.appender.append({ ...append, expected: lastRevision < 0 ? 'none' : lastRevision });
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        if (error.actual !== 'none') actual = error.actual;
      }
    }
  }

  private async readOn(stream: string, awaited: Awaited): Promise<void> {
    for await (const batch of this.reader.shownOf(stream, { fromRevision: awaited.lastRevision + 1 }))
      for (const { id, revision, position } of batch) {
        awaited.places.set(id, { inStream: true, revision, position, metadata: null });
        awaited.lastRevision = revision;
      }
  }
}
