import type { Field } from './fields.js';

/** Whether all of a field is personal, some of it, or nothing. */
export function personalPart(field: Field): 'all' | 'some' | 'none' {
  if (field.kind === 'text') return field.personal ? 'all' : 'none';
  if (field.kind === 'list') return personalPart(field.of);
  if (field.kind !== 'group') return 'none';
  return Object.values(field.fields).some((slot) => personalPart(slot.field) !== 'none') ? 'some' : 'none';
}
