import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** ISO 8601 with a zone, as normalised by readInput. */
export const STRICT_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Ids are kept in the clear, for ever; an address, alone or after a name, would be personal data among them. */
@ValidatorConstraint({ name: 'notAnEmailAddress' })
export class NotAnEmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value !== 'string' || !/[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/.test(value);
  }
}

/** No control characters and no half characters. A rule of its own: class-validator mixes up two `Matches` of one field. */
@ValidatorConstraint({ name: 'printable' })
export class Printable implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && /^[^\p{Cc}\p{Cs}]*$/u.test(value);
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
