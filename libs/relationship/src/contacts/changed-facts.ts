import { COMMON_FIELDS, type RecordedContact } from '../facts/recorded-contact.js';
import { personalPart } from '../facts/personal-part.js';
import { definitionOf } from './catalog.js';

/** A fact that two contacts of one type state differently. A value is undefined where the contact does not state it. */
export type ChangedFact = {
  /** The name of the fact, as it is stored. */
  readonly fact: string;
  /** Whether the values hold personal text. */
  readonly isPersonal: boolean;
  readonly before: unknown;
  readonly after: unknown;
};

/** What the second contact states otherwise than the first, in the order of the declaration. Both must be decrypted. */
export function changedFacts(before: RecordedContact, after: RecordedContact): readonly ChangedFact[] {
  const fields = { ...COMMON_FIELDS, ...definitionOf(after.type)?.fields };
  const [was, is] = [before.data, after.data] as readonly Readonly<Record<string, unknown>>[];
  return Object.entries(fields)
    .map(([fact, { field }]) => ({
      fact,
      isPersonal: personalPart(field) !== 'none',
      before: was?.[fact],
      after: is?.[fact],
    }))
    .filter(({ before: one, after: other }) => !isSame(one, other));
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return one.size === other.size && [...one].every(([name, value]) => isSame(value, other.get(name)));
}
