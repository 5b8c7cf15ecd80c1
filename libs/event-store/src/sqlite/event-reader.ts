// Reads rows as events, in batches. Every read transaction ends with its call.
import type { Database, Statement } from 'better-sqlite3';
import type { Position, Share, StoredEvent } from '../port/event-store.js';
import { damagedEvent, eventOfText } from '../port/stored-text.js';

type Row = [
  position: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  appendedAt: number,
];

/** The place of an event: its stream and its revision. */
export type StreamPlace = { readonly key: number; readonly revision: number };
export type StreamPage = { readonly events: readonly StoredEvent[]; readonly next: StreamPlace | null };

// A join would cost more for each row than the lookup of the name in memory.
const COLUMNS = 'position, stream, revision, lower(hex(id)), type, data, metadata, appended_at';
const NO_NAME = 'the name of its stream is lost';
const MOST_NAMES = 100_000;

export class EventReader {
  private readonly names = new Map<number, string>();
  private readonly forwards: Statement<[number, number, number], Row>;
  private readonly backwards: Statement<[number, number], Row>;
  private readonly revisions: Statement<[number, number, number, number], Row>;
  private readonly shared: Statement<[number, number, number, number, number, number], Row>;
  private readonly end: Statement<[], number | null>;
  private readonly stream: Statement<[string], [key: number, lastRevision: number]>;
  private readonly name: Statement<[number], string>;

  constructor(db: Database) {
    const select = `SELECT ${COLUMNS} FROM events`;
    this.forwards = db
      .prepare<[number, number, number], Row>(
        `${select} WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
      )
      .raw();
    this.backwards = db
      .prepare<[number, number], Row>(`${select} WHERE position < ? ORDER BY position DESC LIMIT ?`)
      .raw();
    this.revisions = db
      .prepare<[number, number, number, number], Row>(
        `${select} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?`,
      )
      .raw();
    this.shared = db
      .prepare<[number, number, number, number, number, number], Row>(
        `${select} WHERE (stream, revision) > (?, ?) AND stream % ? = ? AND position <= ?
         ORDER BY stream, revision LIMIT ?`,
      )
      .raw();
    this.end = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
    this.stream = db
      .prepare<[string], [number, number]>(
        'SELECT key, (SELECT max(revision) FROM events WHERE stream = key) FROM streams WHERE name = ?',
      )
      .raw();
    this.name = db.prepare<[number], string>('SELECT name FROM streams WHERE key = ?').pluck();
  }

  head(): Position | null {
    const position = this.end.get() ?? null;
    return position === null ? null : BigInt(position);
  }

  /** Events after `after`, up to and including `last`, at most `most`. */
  after(after: Position, last: Position, most: number): StoredEvent[] {
    return this.toEvents(this.forwards.all(Number(after), Number(last), most));
  }

  /** Events before `before`, the newest first. */
  before(before: Position, most: number): StoredEvent[] {
    return this.toEvents(this.backwards.all(Number(before), most));
  }

  /** The key and the current last revision of the stream; undefined if it does not exist. */
  find(name: string): { readonly key: number; readonly lastRevision: number } | undefined {
    const row = this.stream.get(name);
    return row && { key: row[0], lastRevision: row[1] };
  }

  ofStream(key: number, from: number, last: number, most: number): StoredEvent[] {
    return this.toEvents(this.revisions.all(key, from, last, most));
  }

  /** Reads one stream after another. Start with `null`, then pass the `next` of the last page. */
  byStream(from: StreamPlace | null, { index, of }: Share, last: Position, most: number): StreamPage {
    const { key, revision } = from ?? { key: -1, revision: -1 };
    const rows = this.shared.all(key, revision, of, index, Number(last), most);
    const end = rows.at(-1);
    const isEnd = end === undefined || rows.length < most;
    return { events: this.toEvents(rows), next: isEnd ? null : { key: end[1], revision: end[2] } };
  }

  private toEvents(rows: readonly Row[]): StoredEvent[] {
    return rows.map(([position, key, revision, hex, type, data, metadata, appendedAt]) => {
      const stream = this.nameOf(key);
      const id = withHyphens(hex);
      const text = { stream, id, type, data, metadata, revision, position: BigInt(position), appendedAt };
      // An event of an earlier release has no checksum that would tell.
      return this.isNamed(key) ? eventOfText(text) : damagedEvent(text, NO_NAME);
    });
  }

  private isNamed(key: number): boolean {
    return this.names.has(key) || this.name.get(key) !== undefined;
  }

  /** The name of a key never changes. The cache is bounded, so that memory does not grow with the log. */
  private nameOf(key: number): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = this.name.get(key);
    if (name === undefined) return `unnamed-${key}`;
    if (this.names.size >= MOST_NAMES) this.names.clear();
    this.names.set(key, name);
    return name;
  }
}

const withHyphens = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
