// What the log holds of the streams and ids of one group of appends. It is read under the lock of the log, and carries on
// what the group itself appends.
import { admit, type Place } from '../port/admission.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import { EventIdTaken, WrongExpectedRevision, type Appended } from '../port/event-store.js';

/** One answer holds all that a group must know. */
export const STATE = `
  select (select max(position) from rapport_log.events)::text as head,
    (select max(key) from rapport_log.streams) as last_key,
    (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now,
    (select json_agg(json_build_array(name, key,
        (select max(revision) from rapport_log.events where stream = key)))
      from rapport_log.streams where name = any($1::text[])) as streams,
    (select json_agg(json_build_array(id, stream, revision, position::text, right(metadata, 30)))
      from rapport_log.events where id = any($2::uuid[])) as places`;

export type StateRow = {
  readonly head: string | null;
  readonly last_key: number | null;
  readonly now: string;
  readonly streams: readonly (readonly [name: string, key: number, lastRevision: number | null])[] | null;
  readonly places: readonly PlaceRow[] | null;
};

type PlaceRow = readonly [id: string, stream: number, revision: number, position: string, metadata: string];

/** The result of one append: the answer, or why it was refused. */
export type Outcome = Appended | WrongExpectedRevision | EventIdTaken;

export type NewRow = {
  readonly position: string;
  readonly stream: number;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
};

type Stream = { readonly key: number; lastRevision: number };

export class GroupState {
  readonly newStreams: { readonly key: number; readonly name: string }[] = [];
  readonly newRows: NewRow[] = [];
  /** When the group is appended, milliseconds since the epoch by the server's clock. */
  readonly now: string;
  private readonly streams: Map<string, Stream>;
  private readonly places: Map<string, { key: number; revision: number; position: bigint; metadata: string }>;
  private lastKey: number;
  private lastPosition: bigint;

  constructor({ head, last_key, now, streams, places }: StateRow) {
    this.now = now;
    this.lastPosition = BigInt(head ?? 0);
    this.lastKey = last_key ?? 0;
    this.streams = new Map((streams ?? []).map(([name, key, last]) => [name, { key, lastRevision: last ?? -1 }]));
    this.places = new Map(
      (places ?? []).map(([id, key, revision, position, metadata]) => [
        id,
        { key, revision, position: BigInt(position), metadata },
      ]),
    );
  }

  get head(): bigint {
    return this.lastPosition;
  }

  take(append: EncodedAppend): Outcome {
    const stream = this.streams.get(append.stream);
    const placeOf = (id: string): Place | undefined => {
      const place = this.places.get(id);
      return place && { ...place, inStream: place.key === stream?.key };
    };
    try {
      const admitted = admit(append, { lastRevision: stream?.lastRevision ?? -1, placeOf });
      return admitted === 'write' ? this.write(append, stream ?? this.begin(append.stream)) : admitted;
    } catch (error) {
      if (error instanceof WrongExpectedRevision || error instanceof EventIdTaken) return error;
      throw error;
    }
  }

  private begin(name: string): Stream {
    this.lastKey += 1;
    const stream = { key: this.lastKey, lastRevision: -1 };
    this.streams.set(name, stream);
    this.newStreams.push({ key: stream.key, name });
    return stream;
  }

  private write({ events }: EncodedAppend, stream: Stream): Appended {
    for (const { id, type, data, metadata } of events) {
      this.lastPosition += 1n;
      stream.lastRevision += 1;
      const { key, lastRevision: revision } = stream;
      this.places.set(id, { key, revision, position: this.lastPosition, metadata });
      this.newRows.push({ position: String(this.lastPosition), stream: key, revision, id, type, data, metadata });
    }
    return { lastRevision: stream.lastRevision, lastPosition: this.lastPosition };
  }
}
