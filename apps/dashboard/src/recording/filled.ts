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

/** What a contact on record states, as its form shows it. */
export function filledFrom({ fields }: ContactForm, facts: Readonly<Record<string, unknown>>): Filled {
  const filled: Record<string, string> = {};
  for (const field of fields) {
    const text = textOf(field, facts[field.name]);
    if (text !== '') filled[field.name] = text;
  }
  return filled;
}

/** The reverse of valueOf. A time keeps its seconds, so that what is not changed stays as it was. */
export function textOf({ as }: Pick<FormField, 'as'>, value: unknown): string {
  if (value == null) return '';
  switch (as) {
    case 'TEXTS':
      return (value as readonly string[]).join('\n');
    case 'TIME': {
      const at = new Date(value as string);
      const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
      return local.toISOString().slice(0, -1);
    }
    case 'TARGET':
      return typeof value === 'string' ? JSON.stringify(value) : targetText(value);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** Of the ids of a target only one is given. */
function targetText(target: object): string {
  const [only] = Object.entries(target).filter(([, id]) => id !== null);
  return only === undefined ? '' : JSON.stringify(Object.fromEntries([only]));
}

/** What `JSON.parse` gives has the type any. */
const parsed: (text: string) => unknown = JSON.parse;
