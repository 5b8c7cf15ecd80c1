import { FutureVersion, toIso, toMs } from '#relationship';
import type { NewEvent, StoredEvent } from '#event-store';
import { COLLEAGUE_FACTS, type ColleagueFact } from './colleague-fact.js';

// How the register of colleagues is stored: one stream. STORED EVENTS ARE A FILE FORMAT: every later release must read what
// this one writes.

export const COLLEAGUE_STREAM = 'colleagues';
/** The version of the stored form that this release writes. */
const VERSION = 1;

type Metadata = {
  readonly v: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly $correlationId: string;
};
type Data = { readonly identity: string; readonly zone?: string; readonly team?: string; readonly sealed?: string };

export function colleagueToStored(fact: ColleagueFact, correlationId: string): NewEvent {
  const { id, type, identity, zone, team, box, recordedAt, recordedBy } = fact;
  const data: Data = {
    identity,
    ...(zone === null ? {} : { zone }),
    ...(team === null ? {} : { team }),
    ...(box === null ? {} : { sealed: box }),
  };
  const metadata: Metadata = { v: VERSION, recordedAt: toIso(recordedAt), recordedBy, $correlationId: correlationId };
  return { id, type, data: data, metadata };
}

const isColleagueFact = (type: string): type is ColleagueFact['type'] =>
  (COLLEAGUE_FACTS as readonly string[]).includes(type);

/** The fact as stored; null for other events. @throws FutureVersion if a newer release wrote it */
export function colleagueFactFrom(event: StoredEvent): ColleagueFact | null {
  const { id, stream, type } = event;
  if (stream !== COLLEAGUE_STREAM || !isColleagueFact(type)) return null;
  const { v, recordedAt, recordedBy } = event.metadata as unknown as Metadata;
  if (v > VERSION) throw new FutureVersion(type, v, VERSION);
  const { identity, zone = null, team = null, sealed: box = null } = event.data as unknown as Data;
  return { id, type, identity, zone, team, box, recordedAt: toMs(recordedAt), recordedBy };
}
