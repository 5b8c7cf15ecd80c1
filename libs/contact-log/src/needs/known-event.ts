import { definitionOf, FutureVersion, needDefinitionOf, type RecordedContact } from '#relationship';
import { DamagedEvent, type StoredEvent } from '#event-store';
import { customerOf, fromStored } from '../stored-form/codec.js';
import { isNeedStream } from './need-codec.js';

/** The event is of our streams, but this release does not know its type: it would miss a fact. */
export class UnknownEventType extends Error {
  constructor({ type, position }: StoredEvent) {
    super(
      `this release does not know the type ${type} of the event at position ${position}. Use the release that wrote it.`,
    );
  }
}

/** @throws UnknownEventType for an event of a relationship or a need. Other streams may be of other applications */
export function assertKnown(event: StoredEvent): void {
  const { stream, type } = event;
  const isUnknown =
    customerOf(stream) === null ? isNeedStream(stream) && needDefinitionOf(type) === null : definitionOf(type) === null;
  if (isUnknown) throw new UnknownEventType(event);
}

/** The contact in an event, for a reader that passes over what cannot be read; null for that and for events without one. */
export function readableContact(event: StoredEvent): RecordedContact | null {
  try {
    return fromStored(event);
  } catch (error) {
    if (error instanceof DamagedEvent || error instanceof FutureVersion) return null;
    throw error;
  }
}
