import { whyNoInstant } from '#relationship';
import { holdsAddress } from '../stored-form/address-in.js';
import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** ISO 8601 with a zone, as normalised by readInput. */
export const STRICT_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Ids and names of groups are stored in plain text permanently. An e-mail address in one would be personal data. */
@ValidatorConstraint({ name: 'notAnEmailAddress' })
export class NotAnEmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value !== 'string' || !holdsAddress(value);
  }
}

/** Control and format characters, and lone surrogates. */
const CONTROL = String.raw`\p{Cc}\p{Cf}\p{Cs}`;
const UNPRINTABLE = new RegExp(`[${CONTROL}]`, 'u');
/**
 * What makes two ids look alike: characters that show nothing (U+2800 is the empty braille pattern), and each white space
 * but the plain space.
 */
const UNSEEN = new RegExp(String.raw`(?! )[${CONTROL}\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]`, 'u');

/** Own rules, because class-validator confuses two `Matches` of one field. This one is for ids that are shown. */
@ValidatorConstraint({ name: 'visible' })
export class Visible implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && !UNSEEN.test(value);
  }
}

/** For ids of which only a digest is stored: nobody mixes them up by their look. */
@ValidatorConstraint({ name: 'printable' })
export class Printable implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && !UNPRINTABLE.test(value);
  }
}

/** The first character that `Visible` refuses, and its place. */
export const unseenIn = (value: unknown): string =>
  foundIn(value, UNSEEN, 'No control or invisible characters, and no white space but plain spaces');

/** The same for `Printable`. */
export const unprintableIn = (value: unknown): string => foundIn(value, UNPRINTABLE, 'No control characters');

function foundIn(value: unknown, unwanted: RegExp, wanted: string): string {
  const found = typeof value === 'string' ? unwanted.exec(value) : null;
  if (found === null) return `${wanted}.`;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `${wanted}; character ${found.index + 1} is U+${code}.`;
}

/** What is wrong with a time, as a sentence. */
export function instantWanted(value: unknown): string {
  const why = typeof value === 'string' ? whyNoInstant(value) : null;
  const wanted = 'An ISO 8601 time with its zone, such as 2026-03-02T09:30:00Z';
  return why === null ? `${wanted}.` : `${wanted}; ${why}.`;
}

/** How many fields of a group of which exactly one is wanted, as a sentence. */
export function oneWanted(names: readonly string[], value: unknown): string {
  const given = names.filter((name) => (value as Readonly<Record<string, unknown>> | null)?.[name] != null);
  return `Exactly one of ${names.join(', ')}; given ${given.length === 0 ? 'is none' : `are ${given.join(' and ')}`}.`;
}

@ValidatorConstraint({ name: 'exactlyOne' })
export class ExactlyOne implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return (
      typeof value === 'object' && value !== null && Object.values(value).filter((each) => each != null).length === 1
    );
  }
}
