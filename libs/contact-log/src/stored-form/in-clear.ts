import {
  COMMON_FIELDS,
  definitionOf,
  NEED_FIELDS,
  needDefinitionOf,
  personalPart,
  type Field,
  type Fields,
} from '#relationship';
import type { StoredEvent } from '#event-store';
import { holdsAddress } from './address-in.js';
import { isKeyDigest } from './sealing.js';

type Facts = Readonly<Record<string, unknown>>;

/**
 * The fields of a stored event that stand in clear text and would be sealed, refused or digested today: an earlier release
 * wrote them. Nothing is rewritten, since stored events never change. @throws DamagedEvent
 */
export function inClear(event: StoredEvent): readonly string[] {
  const contact = definitionOf(event.type);
  const common = contact === null ? NEED_FIELDS : COMMON_FIELDS;
  const declared = contact ?? needDefinitionOf(event.type);
  if (declared === null) return [];
  const found = Object.entries({ ...common, ...declared.fields }).flatMap(([name, { field }]) =>
    clearIn(event.data[name], field, name),
  );
  const { idempotencyKey } = event.metadata as { readonly idempotencyKey?: string };
  const isKeyClear = idempotencyKey !== undefined && !isKeyDigest(idempotencyKey);
  return [...new Set([...found, ...(isKeyClear ? ['idempotencyKey'] : [])])].map((name) => `${event.type}.${name}`);
}

function clearIn(value: unknown, field: Field, name: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (field.kind === 'list') return Array.isArray(value) ? value.flatMap((each) => clearIn(each, field.of, name)) : [];
  if (field.kind === 'group') return inGroup(value as Facts, field.fields, name);
  if (personalPart(field) === 'all') return [name];
  const mayHoldAddress = field.kind === 'id' || (field.kind === 'text' && field.clearAs !== 'LISTED');
  return mayHoldAddress && typeof value === 'string' && holdsAddress(value) ? [name] : [];
}

const inGroup = (value: Facts, fields: Fields, name: string): readonly string[] =>
  Object.entries(fields).flatMap(([inner, slot]) => clearIn(value[inner], slot.field, `${name}.${inner}`));
