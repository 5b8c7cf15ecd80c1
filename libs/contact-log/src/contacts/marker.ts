import { v5, v7 } from 'uuid';
import { definitionOf, obligationLapsed, toIso, type ContactType, type RecordedContact } from '#relationship';

/** Marker ids are made from what they mark: the same mark has the same id, whoever makes it and however often. */
const MARKED = '5b0a8a52-6a0f-4d58-8d4e-6b6f0f3d7c11';

export type MarkerRequest = {
  /** A contact that declares itself a marker. */
  readonly type: ContactType;
  /** When time brought it about, milliseconds since the epoch. */
  readonly at: number;
  readonly facts: Readonly<Record<string, string>>;
};

/** @throws RangeError where the contact is no marker */
export function markerOf(customerId: string, { type, at, facts }: MarkerRequest, now: number): RecordedContact {
  const marked = definitionOf(type)?.marker?.(facts, at);
  if (marked === undefined) throw new RangeError(`${type} is no marker`);
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

const markerId = (customerId: string, type: string, marked: string): string =>
  v5([customerId, type, marked].join('\n'), MARKED);

/** The id that the marker of a lapse has, or will have. */
export const lapseMarkerId = (customerId: string, obligationId: string): string =>
  markerId(customerId, obligationLapsed.type, obligationId);
