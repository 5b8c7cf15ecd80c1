import { createSecretKey, type KeyObject } from 'node:crypto';
import { v5, v7 } from 'uuid';
import {
  NEED_FIELDS,
  needDefinitionOf,
  toIso,
  toMs,
  type NeedFact,
  type NeedFactType,
  type RepeatForms,
} from '#relationship';
import type { NewEvent, StoredEvent } from '#event-store';
import { filled, type Recorder } from '../contacts/candidate.js';
import { repeatFormsOf } from '../contacts/repeat-forms-of.js';
import { envelopeOf, factsOf, metadataOf } from '../stored-form/codec.js';
import type { CheckedInput } from '../input/read-input.js';
import { fingerprintOf, keyDigestOf } from '../stored-form/sealing.js';

// How the needs register is stored: a stream for each need, with the same metadata as contacts. Nothing in it is
// personal, so nothing is sealed.

const STREAM_PREFIX = 'need-';
export const isNeedStream = (stream: string): boolean => stream.startsWith(STREAM_PREFIX);
export const needStreamOf = (needId: string): string => `${STREAM_PREFIX}${needId}`;

/** UUID namespace of event ids from idempotency keys, separate from those of contacts. */
const KEYED = '0c0f7f0e-54a1-4d0b-9a3e-3a4a9a0c6d55';
/** Facts of the needs register are stored in plain text, so their digest need not be secret. */
const OPEN_KEY = createSecretKey(Buffer.from('need'));

/**
 * The fact to be recorded: with its id, its times and the server's defaults.
 * @param register its key; null where the input has no idempotency key
 */
export function needCandidateOf<T extends NeedFactType>(
  type: T,
  { facts, idempotencyKey: sent }: CheckedInput,
  recorder: Recorder,
  register: KeyObject | null,
): NeedFact<T> {
  const idempotencyKey = sent === null || register === null ? null : keyDigestOf(sent, register);
  const fields = { ...NEED_FIELDS, ...needDefinitionOf(type)?.fields };
  const data = filled(facts, fields, toIso(recorder.recordedAt)) as NeedFact['data'];
  const fact = {
    id: idempotencyKey === null ? v7() : v5(`${data.needId}\n${idempotencyKey}`, KEYED),
    type,
    data,
    at: toMs(data.occurredAt),
    ...recorder,
    position: null,
    idempotencyKey,
    fingerprint: fingerprintOf(type, facts, OPEN_KEY),
  };
  return fact as unknown as NeedFact<T>;
}

/** The forms in which a repeat of the fact may be on record. @param register as for needCandidateOf */
export const needFormsOf = (type: NeedFactType, input: CheckedInput, register: KeyObject | null): RepeatForms =>
  repeatFormsOf(type, input, { facts: OPEN_KEY, idempotencyKey: register });

/** A fact that follows from another. Its id is derived from the other, so it is the same for every repeat and process. */
export function needConsequenceOf<T extends NeedFactType>(
  type: T,
  facts: CheckedInput['facts'],
  { id: causationId, recordedBy, correlationId }: NeedFact,
  recordedAt: number,
): NeedFact<T> {
  const recorder = { recordedBy, recordedAt, correlationId, causationId };
  const fact = needCandidateOf(type, { facts, idempotencyKey: null }, recorder, null);
  return { ...fact, id: v5(['', type, causationId].join('\n'), KEYED) };
}

export const needToStored = (fact: NeedFact): NewEvent => ({
  id: fact.id,
  type: fact.type,
  data: fact.data,
  metadata: metadataOf(fact),
});

/** The fact as stored; null for other events. @throws FutureVersion if a newer release wrote it */
export function needFactFrom(event: StoredEvent): NeedFact | null {
  if (!isNeedStream(event.stream) || needDefinitionOf(event.type) === null) return null;
  const data = factsOf(event) as NeedFact['data'];
  return { ...envelopeOf(event), type: event.type, data, at: toMs(data.occurredAt) } as NeedFact;
}
