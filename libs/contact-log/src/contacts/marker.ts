import { v5, v7 } from 'uuid';
import { definitionOf, obligationLapsed, toIso, type ContactType, type RecordedContact } from '#relationship';

/** UUID namespace of marker ids. An id is derived from what it marks, so the same marker has the same id in every process. */
const MARKED = '5b0a8a52-6a0f-4d58-8d4e-6b6f0f3d7c11';

export type MarkerRequest = {
  /** A contact that declares itself a marker. */
  readonly type: ContactType;
  /** When it happened by the passing of time alone, milliseconds since the epoch. */
  readonly at: number;
  readonly facts: Readonly<Record<string, string>>;
};

/** @throws RangeError if the contact type is not a marker */
export function markerOf(customerId: string, { type, at, facts }: MarkerRequest, now: number): RecordedContact {
  const marked = definitionOf(type)?.marker?.(facts, at);
  if (marked === undefined) throw new RangeError(`contact type ${type} is not a marker`);
  return {
    id: markerId(customerId, type, marked),
    type,
    data: { customerId, occurredAt: toIso(at), ...facts },
    sealed: null,
    at,
    recordedAt: now,
    recordedBy: 'rapport:watcher',
    position: null,
    correlationId: v7(),
    causationId: null,
    idempotencyKey: null,
    fingerprint: '',
    idChosen: false,
  };
}

function markerId(customerId: string, type: string, marked: string): string {
  const name = [customerId, type, marked].join('\n');
  // An id in an older log may hold half a character, which v5 refuses. JSON escapes it.
  return v5(name.isWellFormed() ? name : JSON.stringify(name), MARKED);
}

/** The id of the marker of a lapse, whether it is recorded yet or not. */
export const lapseMarkerId = (customerId: string, obligationId: string): string =>
  markerId(customerId, obligationLapsed.type, obligationId);
