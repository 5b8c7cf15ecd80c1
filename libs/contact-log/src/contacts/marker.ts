import { v5, v7 } from 'uuid';
import { toIso, type RecordedContact } from '#relationship';

/** Marker ids are made from what they mark: the same mark has the same id, whoever makes it and however often. */
const MARKED = '5b0a8a52-6a0f-4d58-8d4e-6b6f0f3d7c11';

export type MarkerRequest = {
  readonly type: 'ObligationLapsed' | 'BandCrossed';
  /** When time brought it about, milliseconds since the epoch. */
  readonly at: number;
  readonly facts: Readonly<Record<string, string>>;
};

export function markerOf(customerId: string, { type, at, facts }: MarkerRequest, now: number): RecordedContact {
  // A due time passes once, whenever that is noticed; a band may be crossed again and again.
  const what = type === 'ObligationLapsed' ? facts.obligationId : `${at}:${JSON.stringify(facts)}`;
  const data: Record<string, string> = { customerId, occurredAt: toIso(at), ...facts };
  return {
    id: v5([customerId, type, what].join('\n'), MARKED),
    type,
    data: data as RecordedContact['data'],
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

/** The id that the marker of a lapse has, or will have. */
export const lapseMarkerId = (customerId: string, obligationId: string): string =>
  v5([customerId, 'ObligationLapsed', obligationId].join('\n'), MARKED);
