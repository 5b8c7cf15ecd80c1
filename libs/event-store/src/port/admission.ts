// The one rule by which all adapters but KurrentDB, whose server decides, decide about an append.
import { splitMetadata } from './checksum.js';
import type { EncodedAppend, EncodedEvent } from './encoded-append.js';
import { EventIdTaken, WrongExpectedRevision, type Appended, type Position } from './event-store.js';

/** Where an event id is already stored. */
export type Place = {
  readonly inStream: boolean;
  readonly revision: number;
  readonly position: Position;
  /** Its stored metadata, or their end, which has the checksum; null where they were not read. */
  readonly metadata: string | null;
};

/** The state of the stream that is appended to. It must stay true until the append is written. */
export type StreamView = {
  /** -1 where the stream does not exist. */
  readonly lastRevision: number;
  readonly placeOf: (id: string) => Place | undefined;
};

/**
 * @returns 'write', or the first answer if the append is a repeat
 * @throws WrongExpectedRevision, EventIdTaken
 */
export function admit({ stream, events, expected }: EncodedAppend, view: StreamView): 'write' | Appended {
  const places = events.map((event) => view.placeOf(event.id));
  // With 'any', only the ids can tell where the first attempt was written.
  const first = expected === 'any' ? places[0]?.revision : revisionOf(expected) + 1;
  const isThere = first !== undefined && places.every((place, i) => place?.inStream && place.revision === first + i);
  // Two callers may have decided on the same facts under ids that follow from the same key. Only one of them is on record, so
  // the other must read it, and not take what it has decided for what is stored.
  if (isThere && (expected === 'any' || events.every((event, i) => isSame(event, places[i])))) return answerOf(places);
  if (expected !== 'any' && revisionOf(expected) !== view.lastRevision) {
    throw new WrongExpectedRevision(stream, expected, view.lastRevision < 0 ? 'none' : view.lastRevision);
  }
  const taken = events.find((_, i) => places[i] !== undefined);
  if (taken) throw new EventIdTaken(taken.id);
  return 'write';
}

/** By their checksums. What an earlier release wrote has none, and is taken for the same. */
function isSame(event: EncodedEvent, place: Place | undefined): boolean {
  const [asked, stored] = [event.metadata, place?.metadata ?? null].map((each) =>
    each === null ? null : splitMetadata(each).checksum,
  );
  return stored === null || stored === asked;
}

const revisionOf = (expected: number | 'none'): number => (expected === 'none' ? -1 : expected);

function answerOf(places: readonly (Place | undefined)[]): Appended {
  const last = places.at(-1);
  if (!last) throw new RangeError('an append of no events has no answer');
  return { lastRevision: last.revision, lastPosition: last.position };
}
