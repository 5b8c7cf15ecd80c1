import { inputFieldsFor } from '#contact-log';
import { CATALOG, declares, instantIn, quoted, type Field, type Fields } from '#relationship';
import { withoutLongTexts, type CutText } from './cut-texts.js';

export type Json = Readonly<Record<string, unknown>>;

/** A contact in the canonical form, as a caller of the API would send it. */
export type CanonicalContact = {
  /** The event type. */
  readonly type: string;
  /** The input of the mutation. */
  readonly input: Json;
  /** When it became known, milliseconds since the epoch; null if the row does not say. */
  readonly recordedAt: number | null;
  /** Its texts that were too long, and are cut in the input. */
  readonly cut: readonly CutText[];
};

/** Why a row can be no contact, and the column that says so. */
export type NoContact = { readonly bad: string; readonly column: string };

const TYPE_OF_MUTATION = new Map(CATALOG.map(({ mutation, type }) => [mutation, type]));

/** The event type for the name of an event or a mutation. */
export const eventType = (name: string): string => TYPE_OF_MUTATION.get(name) ?? name;

/**
 * A row in the canonical form as a contact. Whether its facts are right is checked when it is recorded.
 * @param now milliseconds since the epoch; a later `recordedAt` makes the row bad
 */
export function contactOfRow(row: Json, now: number): CanonicalContact | NoContact {
  const { type, recordedAt = null, ...input } = row;
  if (typeof type !== 'string' || type === '') return { bad: 'it has no type', column: 'type' };
  if (declares(eventType(type), 'marker'))
    return { bad: `${type} is what time alone causes: nobody records it`, column: 'type' };
  // Never now: a date that is missing in an export is not today.
  if (input.occurredAt === undefined || input.occurredAt === null)
    return { bad: 'it has no time: occurredAt is empty', column: 'occurredAt' };
  const cut: CutText[] = [];
  const contact = { type: eventType(type), input: withoutLongTexts(input, inputFieldsFor(eventType(type)), cut), cut };
  if (recordedAt === null) return { ...contact, recordedAt: null };
  const at = typeof recordedAt === 'string' ? instantIn(recordedAt) : null;
  const column = 'recordedAt';
  // Both are often one cell: the rule for occurredAt then refuses the contact.
  if (at === null && recordedAt === input.occurredAt) return { ...contact, recordedAt: null };
  if (at === null)
    return { bad: `recordedAt is ${quoted(recordedAt)}: a time such as 2026-03-02T09:30:00Z is wanted`, column };
  if (at > now) return { bad: 'recordedAt is in the future', column };
  return { ...contact, recordedAt: at };
}

/** Values as a table gives them, as the fields of a contact type take them: text for a number, JSON text for a list. */
export class CellReader {
  private readonly fields: Fields;

  /** @param type of an event or a mutation */
  constructor(type: string) {
    this.fields = inputFieldsFor(eventType(type));
  }

  /** @param within the field within the fact; null: the whole fact */
  read(value: unknown, fact: string, within: string | null): unknown {
    const field = Object.hasOwn(this.fields, fact) ? this.fields[fact]?.field : undefined;
    if (within === null) return valueFor(value, field);
    const fields: Fields = field?.kind === 'group' ? field.fields : {};
    return valueFor(value, Object.hasOwn(fields, within) ? fields[within]?.field : undefined);
  }
}

/** A value that does not parse stays as it is; the rule for the field then refuses it with its own message. */
function valueFor(value: unknown, field: Field | undefined): unknown {
  if (typeof value === 'number' || typeof value === 'boolean')
    return field?.kind === 'text' || field?.kind === 'id' || field?.kind === 'choice' ? String(value) : value;
  if (field?.kind === 'group' && typeof value === 'object' && value !== null) return groupFor(value, field.fields);
  if (typeof value !== 'string') return value;
  if (field?.kind === 'flag') return value === 'true' || value === 'false' ? value === 'true' : value;
  if (field?.kind === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (field?.kind !== 'list' && field?.kind !== 'group') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Structures of SQL have all their fields in every row: those that say nothing are left out. */
const groupFor = (value: object, fields: Fields): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([name, each]: [string, unknown]) => [
        name,
        valueFor(each, Object.hasOwn(fields, name) ? fields[name]?.field : undefined),
      ]),
  );
