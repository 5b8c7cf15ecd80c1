import { definitionOf } from '../contacts/catalog.js';
import type { Field, Fields } from '../facts/fields.js';
import { COMMON_FIELDS, type RecordedContact } from '../facts/recorded-contact.js';

/** Placeholder for a personal text: rules and evidence only need to know whether there is one. */
const SOMETHING = '-';

/** The contact with every personal text replaced, for places where no personal data may be stored. */
export function withoutWords(contact: RecordedContact): RecordedContact {
  const fields = { ...COMMON_FIELDS, ...definitionOf(contact.type)?.fields };
  return { ...contact, data: muted(contact.data, fields) as RecordedContact['data'], sealed: null };
}

function muted(facts: object, fields: Fields): object {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]: [string, unknown]) => {
      const field = fields[name]?.field;
      return [name, field === undefined ? value : mutedValue(value, field)];
    }),
  );
}

function mutedValue(value: unknown, field: Field): unknown {
  if (field.kind === 'text') return field.personal ? SOMETHING : value;
  if (field.kind === 'list') return (value as readonly unknown[]).map((each) => mutedValue(each, field.of));
  return field.kind === 'group' ? muted(value as object, field.fields) : value;
}
