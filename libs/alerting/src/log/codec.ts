import type { NewEvent, StoredEvent } from '#event-store';
import { FutureVersion, toIso, toMs } from '#relationship';
import { ALERT_FACTS, type AlertFact, type AlertFactType } from '../rules/alert-fact.js';

// How endpoints and rules are stored: one stream. STORED EVENTS ARE A FILE FORMAT: every later release must read what this
// one writes.

export const ALERT_STREAM = 'alerts';
/** The version of the stored form that this release writes. */
export const ALERT_VERSION = 1;

type Metadata = {
  readonly v: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly $correlationId: string;
};

export function alertToStored(fact: AlertFact, correlationId: string): NewEvent {
  const { id, type, data, recordedAt, recordedBy } = fact;
  const metadata: Metadata = {
    v: ALERT_VERSION,
    recordedAt: toIso(recordedAt),
    recordedBy,
    $correlationId: correlationId,
  };
  return { id, type, data, metadata };
}

const isAlertFact = (type: string): type is AlertFactType => (ALERT_FACTS as readonly string[]).includes(type);

/** The fact as stored; null for other events. @throws FutureVersion if a newer release wrote it */
export function alertFactFrom(event: StoredEvent): AlertFact | null {
  const { id, stream, type, data, position } = event;
  if (stream !== ALERT_STREAM || !isAlertFact(type)) return null;
  const { v, recordedAt, recordedBy } = event.metadata as unknown as Metadata;
  if (v > ALERT_VERSION) throw new FutureVersion(type, v, ALERT_VERSION);
  return { id, type, data, recordedAt: toMs(recordedAt), recordedBy, position } as unknown as AlertFact;
}
