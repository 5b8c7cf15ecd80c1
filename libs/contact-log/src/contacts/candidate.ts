import type { KeyObject } from 'node:crypto';
import { v5, v7 } from 'uuid';
import {
  definitionOf,
  toIso,
  toMs,
  type Fields,
  type IsoInstant,
  type RecordedContact,
  type Slot,
} from '#relationship';
import { inputFieldsOf } from '../input/input-class.js';
import type { CheckedInput } from '../input/read-input.js';
import { fingerprintOf, keyDigestOf } from '../stored-form/sealing.js';

/** UUID namespace of event ids from idempotency keys: the same key gives the same id in every process. */
const KEYED = 'a3f1f0a6-7d5b-4a53-9c1e-6f0b7c1d2e90';

/** Who records, when and why. */
export type Recorder = {
  readonly recordedBy: string;
  /** Milliseconds since the epoch. */
  readonly recordedAt: number;
  readonly correlationId: string;
  readonly causationId: string | null;
};

type Facts = Readonly<Record<string, unknown>>;

/**
 * The contact to be recorded: with its ids, its times and the server's defaults.
 * @param facts those of the input, with ids as they are on record
 * @param replaced its time and its ids are used where the caller leaves them out
 */
export function candidateOf(
  type: string,
  input: CheckedInput,
  recorder: Recorder,
  key: KeyObject,
  facts: Facts,
  replaced: RecordedContact | null = null,
): RecordedContact {
  const definition = definitionOf(type);
  if (definition === null) throw new RangeError(`there is no contact type ${type}`);
  const fields = inputFieldsOf(definition.fields);
  const idempotencyKey = input.idempotencyKey === null ? null : keyDigestOf(input.idempotencyKey, key);
  const now = toIso(recorder.recordedAt);
  const before: Facts = replaced?.data ?? {};
  const generated = Object.keys(fields).filter((name) => fields[name]?.generated);
  const whole = filled({ ...only(generated, before), ...facts }, fields, now) as RecordedContact['data'];
  const made = definition.defaults?.(whole, () => v7()) ?? {};
  const madeIds = Object.keys(made).filter((name) => fields[name]?.field.kind === 'id');
  const data = { ...whole, ...made, ...only(madeIds, before) };
  const scope = `${data.customerId}\n${idempotencyKey}`;
  return {
    id: idempotencyKey === null ? v7() : v5(scope, KEYED),
    type,
    data,
    sealed: null,
    at: toMs(data.occurredAt),
    ...recorder,
    position: null,
    idempotencyKey,
    fingerprint: fingerprintOf(type, input.facts, key),
    idChosen: Object.entries(definition.fields).every(([name, slot]) => !isGeneratedId(slot) || name in facts),
  };
}

const isGeneratedId = ({ field, generated }: Slot): boolean => generated && field.kind === 'id';

const only = (names: readonly string[], facts: Facts): Facts =>
  Object.fromEntries(names.filter((name) => name in facts).map((name) => [name, facts[name]]));

/** Adds the ids and times that the server generates if the caller left them out. */
export function filled(facts: Facts, fields: Fields, now: IsoInstant): Facts {
  const out: Record<string, unknown> = {};
  for (const [name, { field, generated }] of Object.entries(fields)) {
    const value = facts[name];
    if (value === undefined) {
      if (generated) out[name] = field.kind === 'instant' ? now : v7();
    } else if (field.kind === 'list' && field.of.kind === 'group') {
      const inner = field.of.fields;
      out[name] = (value as Facts[]).map((each) => filled(each, inner, now));
    } else if (name !== 'idempotencyKey') out[name] = value;
  }
  return out;
}
