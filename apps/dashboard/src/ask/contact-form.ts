import type { ContactType } from './operations.js';

/** A field of a form, as the schema declares it. */
export type FormField = {
  readonly name: string;
  /** TEXTS: several, one a line. TARGET: something on record. */
  readonly as: 'TEXT' | 'TEXTS' | 'CHOICE' | 'YES_NO' | 'TIME' | 'NUMBER' | 'TARGET';
  readonly isRequired: boolean;
  /** The description in the schema. */
  readonly says: string;
  readonly choices: readonly string[];
};

/** What records one contact. */
export type ContactForm = {
  readonly mutation: string;
  /** The type of its input. */
  readonly input: string;
  readonly records: ContactType;
  /**
   * Selections of the facts that no form holds: a contact that states one cannot be filled in again and replaced. Null: none of
   * this type can.
   */
  readonly beyond: readonly string[] | null;
  readonly fields: readonly FormField[];
};
