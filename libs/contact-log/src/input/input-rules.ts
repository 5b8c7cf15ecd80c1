import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** ISO 8601 with a zone, as normalised by readInput. */
export const STRICT_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Ids are stored in plain text permanently. An e-mail address in an id would be personal data. */
@ValidatorConstraint({ name: 'notAnEmailAddress' })
export class NotAnEmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value !== 'string' || !/[^\s@<>]+(@|%40)[^\s@<>]+\.[^\s@<>]+/i.test(value.normalize('NFKC'));
  }
}

/**
 * No control or format characters and no lone surrogates. A separate rule, because class-validator confuses two `Matches` of
 * one field.
 */
@ValidatorConstraint({ name: 'printable' })
export class Printable implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u.test(value);
  }
}

@ValidatorConstraint({ name: 'exactlyOne' })
export class ExactlyOne implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return (
      typeof value === 'object' && value !== null && Object.values(value).filter((each) => each != null).length === 1
    );
  }
}
