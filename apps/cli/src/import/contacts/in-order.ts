import { inputFieldsFor } from '#contact-log';
import type { Field, Fields } from '#relationship';

type Json = Readonly<Record<string, unknown>>;
/** What a contact gives an id to, and what it refers to by its id: `issueId I-7`. */
type Ids = { readonly gives: Set<string>; readonly needs: Set<string> };

/**
 * Contacts of one customer and one instant, in their order, but each after what it refers to: an export may have children
 * before parents. @param contactOf type and input of a row, unchecked
 */
export function afterWhatTheyReferTo<T>(
  rows: readonly T[],
  contactOf: (row: T) => { readonly type: string; readonly input: Json },
): readonly T[] {
  if (rows.length < 2) return rows;
  const ids = rows.map((row) => idsIn(contactOf(row)));
  const givenBy = new Map<string, number>();
  for (const [place, { gives }] of ids.entries()) for (const id of gives) if (!givenBy.has(id)) givenBy.set(id, place);
  const placed = new Set<number>();
  // Two that refer to each other keep their order: a row is marked before those that it needs are placed.
  const seen = new Set<number>();
  const place = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    for (const id of ids[index]?.needs ?? []) place(givenBy.get(id) ?? index);
    placed.add(index);
  };
  for (const index of rows.keys()) place(index);
  return [...placed].map((index) => rows[index] as T);
}

function idsIn({ type, input }: { readonly type: string; readonly input: Json }): Ids {
  const ids: Ids = { gives: new Set(), needs: new Set() };
  collect(input, inputFieldsFor(type), ids);
  return ids;
}

function collect(said: Json, fields: Fields, ids: Ids): void {
  for (const [name, { field, generated }] of Object.entries(fields)) {
    const value = Object.hasOwn(said, name) ? said[name] : undefined;
    if (field.kind === 'id' && typeof value === 'string') ids[generated ? 'gives' : 'needs'].add(`${name} ${value}`);
    else for (const inner of groupsIn(value, field)) collect(inner.said, inner.fields, ids);
  }
}

function groupsIn(value: unknown, field: Field): readonly { readonly said: Json; readonly fields: Fields }[] {
  if (field.kind === 'list') return Array.isArray(value) ? value.flatMap((each) => groupsIn(each, field.of)) : [];
  return field.kind === 'group' && typeof value === 'object' && value !== null
    ? [{ said: value as Json, fields: field.fields }]
    : [];
}
