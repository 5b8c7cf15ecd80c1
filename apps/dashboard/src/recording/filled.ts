import type { ContactForm, FormField } from '../ask/contact-form.js';

/** What was filled in, by the name of the field; empty texts where nothing was. */
export type Filled = Readonly<Record<string, string>>;

/** The value of a field as the API takes it; undefined where nothing was filled in. */
export function valueOf({ as }: FormField, text: string): unknown {
  const given = text.trim();
  if (given === '') return undefined;
  switch (as) {
    case 'TEXT':
    case 'CHOICE':
      return given;
    case 'TEXTS':
      return given
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'YES_NO':
      return given === 'true';
    case 'NUMBER':
      return Number(given);
    case 'TIME':
      return new Date(given).toISOString();
    case 'TARGET':
      return parsed(given);
  }
}

export function inputOf({ fields }: ContactForm, filled: Filled): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(field, filled[field.name] ?? '');
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

/** What `JSON.parse` gives has the type any. */
const parsed: (text: string) => unknown = JSON.parse;
