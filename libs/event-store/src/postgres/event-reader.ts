// Reads rows as events, in pages. A page is one statement, so it is of one moment.
import type pg from 'pg';
import { StoreUnavailable, type Position, type Share, type StoredEvent } from '../port/event-store.js';
import { eventOfText } from '../port/stored-text.js';

type Row = [
  position: string,
  stream: number,
  name: string | null,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  appendedAt: string,
];

/** The place of an event: its stream and its revision. */
export type StreamPlace = { readonly key: number; readonly revision: number };
export type StreamPage = { readonly events: readonly StoredEvent[]; readonly next: StreamPlace | null };

// A join could be planned as one over all streams; this is a lookup for each row that is returned.
const COLUMNS = `position, stream, (select name from rapport_log.streams where key = stream),
  revision, id, type, data, metadata, appended_at`;
const SELECT = `select ${COLUMNS} from rapport_log.events`;

const AFTER = { name: 'after', text: `${SELECT} where position > $1 and position <= $2 order by position limit $3` };
const BEFORE = { name: 'before', text: `${SELECT} where position < $1 order by position desc limit $2` };
const FIND = {
  name: 'find',
  text: `select key, (select max(revision) from rapport_log.events where stream = key)
    from rapport_log.streams where name = $1`,
};
const OF_STREAM = {
  name: 'of stream',
  text: `${SELECT} where stream = $1 and revision between $2 and $3 order by revision limit $4`,
};
const BY_STREAM = {
  name: 'by stream',
  text: `${SELECT} where (stream, revision) > ($1, $2) and stream % $3 = $4 and position <= $5
    order by stream, revision limit $6`,
};
const HEAD = { name: 'head', text: 'select max(position)::text from rapport_log.events' };

export class EventReader {
  constructor(private readonly pool: pg.Pool) {}

  async head(): Promise<Position | null> {
    const [[head] = [null]] = await this.ask<[string | null]>(HEAD, []);
    return head === null ? null : BigInt(head);
  }

  /**
   * Events after `after`, up to and including `last`, at most `most`.
   * @throws StoreUnavailable a position is missing: a reader that went on could pass over an event
   */
  async after(after: Position, last: Position, most: number): Promise<StoredEvent[]> {
    const events = (await this.ask<Row>(AFTER, [String(after), String(last), most])).map(toEvent);
    const gap = events.findIndex(({ position }, i) => position !== after + BigInt(i) + 1n);
    if (gap >= 0)
      throw new StoreUnavailable(
        `the log has no event at position ${after + BigInt(gap) + 1n}, but later ones. Put the database back from a backup.`,
      );
    return events;
  }

  /** Events before `before`, the newest first. */
  async before(before: Position, most: number): Promise<StoredEvent[]> {
    return (await this.ask<Row>(BEFORE, [String(before), most])).map(toEvent);
  }

  /** The key and the current last revision of the stream; undefined if it does not exist. */
  async find(name: string): Promise<{ readonly key: number; readonly lastRevision: number } | undefined> {
    const [row] = await this.ask<[key: number, last: number]>(FIND, [name]);
    return row && { key: row[0], lastRevision: row[1] };
  }

  async ofStream(key: number, from: number, last: number, most: number): Promise<StoredEvent[]> {
    return (await this.ask<Row>(OF_STREAM, [key, from, last, most])).map(toEvent);
  }

  /** Reads one stream after another. Start with `null`, then pass the `next` of the last page. */
  async byStream(from: StreamPlace | null, { index, of }: Share, last: Position, most: number): Promise<StreamPage> {
    const { key, revision } = from ?? { key: -1, revision: -1 };
    const rows = await this.ask<Row>(BY_STREAM, [key, revision, of, index, String(last), most]);
    const end = rows.at(-1);
    const isEnd = end === undefined || rows.length < most;
    return { events: rows.map(toEvent), next: isEnd ? null : { key: end[1], revision: end[3] } };
  }

  private async ask<T extends unknown[]>(
    statement: { readonly name: string; readonly text: string },
    values: unknown[],
  ): Promise<T[]> {
    const { rows } = await this.pool.query<T>({ ...statement, values, rowMode: 'array' });
    return rows;
  }
}

function toEvent([position, key, name, revision, id, type, data, metadata, appendedAt]: Row): StoredEvent {
  return eventOfText({
    // Without the name its checksum does not match, so the event is read as a damaged one.
    stream: name ?? `unnamed-${key}`,
    id,
    type,
    data,
    metadata,
    revision,
    position: BigInt(position),
    appendedAt: Number(appendedAt),
  });
}
