// Appends at whatever revision the stream has. The server's own 'any' forgets which ids it has seen, so that a repeat
// after an unknown outcome might be stored twice: here the revision is read first, and the ids with it.
import { admit, type Place } from '../port/admission.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import { WrongExpectedRevision, type Appended } from '../port/event-store.js';
import type { Appender } from './appender.js';
import type { LogReader } from './log-reader.js';

/** A stream that appends are waiting for, as far as it has been read. */
type Awaited = {
  lastRevision: number;
  readonly places: Map<string, Place>;
  /** The last in the queue: of this process no two compete for a revision. */
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
    const turn = awaited.last.catch(() => undefined).then(() => this.persist(append, awaited));
    awaited.last = turn;
    this.awaited.set(stream, awaited);
    const leave = (): void => {
      if (awaited.last === turn) this.awaited.delete(stream);
    };
    turn.then(leave, leave);
    return turn;
  }

  /** Other processes may be quicker; each time one is, the stream has grown, so this comes to an end. */
  private async persist(append: EncodedAppend, awaited: Awaited): Promise<Appended> {
    for (let actual = -1; ;) {
      await this.readOn(append.stream, awaited);
      // Events hidden by the stream's retention are not read and count all the same.
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
    for await (const batch of this.reader.stream(stream, { fromRevision: awaited.lastRevision + 1 }))
      for (const { id, revision, position } of batch) {
        awaited.places.set(id, { inStream: true, revision, position });
        awaited.lastRevision = revision;
      }
  }
}
