// The one rule by which all adapters but KurrentDB, whose server decides, decide about an append.
import type { EncodedAppend } from './encoded-append.js';
import { EventIdTaken, WrongExpectedRevision, type Appended, type Position } from './event-store.js';

/** Where an event id is already stored. */
export type Place = { readonly inStream: boolean; readonly revision: number; readonly position: Position };

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
  if (first !== undefined && places.every((place, i) => place?.inStream && place.revision === first + i)) {
    return answerOf(places);
  }
  if (expected !== 'any' && revisionOf(expected) !== view.lastRevision) {
    throw new WrongExpectedRevision(stream, expected, view.lastRevision < 0 ? 'none' : view.lastRevision);
  }
  const taken = events.find((_, i) => places[i] !== undefined);
  if (taken) throw new EventIdTaken(taken.id);
  return 'write';
}

const revisionOf = (expected: number | 'none'): number => (expected === 'none' ? -1 : expected);

function answerOf(places: readonly (Place | undefined)[]): Appended {
  const last = places.at(-1);
  if (!last) throw new RangeError('an append of no events has no answer');
  return { lastRevision: last.revision, lastPosition: last.position };
}
