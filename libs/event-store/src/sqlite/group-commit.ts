// One transaction for the appends of many callers. Each append succeeds or fails by itself; all share one disk sync.
import type { Database, RunResult, Statement } from 'better-sqlite3';
import { admit, type Place } from '../port/admission.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import { EventIdTaken, WrongExpectedRevision, type Appended } from '../port/event-store.js';
import { isBusy, toStoreError } from './failures.js';

/** The result of one append: the answer, or why it was refused. */
export type Outcome = Appended | WrongExpectedRevision | EventIdTaken;

type StreamRow = [key: number, lastRevision: number];
type PlaceRow = [stream: number, revision: number, position: number, metadata: string];

export class GroupCommit {
  private readonly begin: Statement;
  private readonly commit: Statement;
  private readonly rollback: Statement;
  private readonly stream: Statement<[string], StreamRow>;
  private readonly place: Statement<[string], PlaceRow>;
  private readonly insertStream: Statement<[string]>;
  private readonly insertEvent: Statement<[number, number, string, string, string, string, number]>;

  constructor(
    private readonly db: Database,
    private readonly now: () => number,
  ) {
    // IMMEDIATE takes the write lock at once, so what is read before the first write is still true at the write.
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
    this.rollback = db.prepare('ROLLBACK');
    this.stream = db
      .prepare<[string], StreamRow>(
        'SELECT key, (SELECT max(revision) FROM events WHERE stream = key) FROM streams WHERE name = ?',
      )
      .raw();
    this.place = db
      .prepare<[string], PlaceRow>("SELECT stream, revision, position, metadata FROM events WHERE id = unhex(?, '-')")
      .raw();
    this.insertStream = db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.insertEvent = db.prepare(
      `INSERT INTO events (stream, revision, id, type, data, metadata, appended_at)
       VALUES (?, ?, unhex(?, '-'), ?, ?, ?, ?)`,
    );
  }

  /**
   * @returns the outcome of each append, in order; all that were accepted are on disk
   * @throws SqliteError busy: nothing was written, retry
   * @throws StorageFull, StoreUnavailable nothing was written
   * @throws OutcomeUnknown the disk failed in the commit
   */
  run(group: readonly EncodedAppend[]): Outcome[] {
    let committing = false;
    try {
      this.begin.run();
      const appendedAt = this.now();
      const outcomes = group.map((append) => this.attempt(append, appendedAt));
      committing = true;
      this.commit.run();
      return outcomes;
    } catch (error) {
      if (this.db.inTransaction) this.rollback.run();
      throw isBusy(error) ? error : toStoreError(error, { committing });
    }
  }

  private attempt(append: EncodedAppend, appendedAt: number): Outcome {
    const [key, lastRevision] = this.stream.get(append.stream) ?? [undefined, -1];
    try {
      const admitted = admit(append, { lastRevision, placeOf: (id) => this.placeOf(id, key) });
      return admitted === 'write' ? this.write(append, key, lastRevision, appendedAt) : admitted;
    } catch (error) {
      // The append has written nothing into the transaction yet, so the others go on without it.
      if (error instanceof WrongExpectedRevision || error instanceof EventIdTaken) return error;
      throw error;
    }
  }

  private placeOf(id: string, key: number | undefined): Place | undefined {
    const row = this.place.get(id);
    return row && { inStream: row[0] === key, revision: row[1], position: BigInt(row[2]), metadata: row[3] };
  }

  private write(append: EncodedAppend, key: number | undefined, lastRevision: number, appendedAt: number): Appended {
    const stream = key ?? rowidOf(this.insertStream.run(append.stream));
    let revision = lastRevision;
    let position = 0;
    for (const { id, type, data, metadata } of append.events) {
      revision += 1;
      position = rowidOf(this.insertEvent.run(stream, revision, id, type, data, metadata, appendedAt));
    }
    return { lastRevision: revision, lastPosition: BigInt(position) };
  }
}

const rowidOf = ({ lastInsertRowid }: RunResult): number => Number(lastInsertRowid);
