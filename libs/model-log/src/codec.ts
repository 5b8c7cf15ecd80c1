import type { NewEvent, StoredEvent } from '#event-store';
import { toIso, toMs } from '#relationship';
import { MODEL_FACTS, type ModelFact, type ModelFactType } from '#trust';

// How the model registry is stored. STORED EVENTS ARE A FILE FORMAT: every later release must read what this one writes.
// Nothing in it is personal, so nothing is sealed.

export const MODEL_STREAM = 'models';
/** The version of the stored form that this release writes. */
const VERSION = 1;

type Metadata = {
  readonly v: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly $correlationId: string;
};

export function modelToStored(fact: ModelFact, correlationId: string): NewEvent {
  const { id, type, data, recordedAt, recordedBy } = fact;
  const metadata: Metadata = { v: VERSION, recordedAt: toIso(recordedAt), recordedBy, $correlationId: correlationId };
  return { id, type, data: data, metadata };
}

const isModelFact = (type: string): type is ModelFactType => (MODEL_FACTS as readonly string[]).includes(type);

/**
 * The fact as stored; null for other events.
 * @throws Error if a newer release wrote it
 */
export function modelFactFrom(event: StoredEvent): ModelFact | null {
  if (event.stream !== MODEL_STREAM || !isModelFact(event.type)) return null;
  const { v, recordedAt, recordedBy } = event.metadata as unknown as Metadata;
  if (v > VERSION)
    throw new Error(
      `${event.type} is stored in version ${v}; this release knows up to ${VERSION}. Use a newer release.`,
    );
  const { id, type, data, position } = event;
  return { id, type, data, recordedAt: toMs(recordedAt), recordedBy, position } as unknown as ModelFact;
}
