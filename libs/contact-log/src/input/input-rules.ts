import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** ISO 8601 with a zone, as normalised by readInput. */
export const STRICT_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Ids are kept in the clear, for ever; an address, alone or after a name, would be personal data among them. */
@ValidatorConstraint({ name: 'notAnEmailAddress' })
export class NotAnEmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value !== 'string' || !/[^\s@<>]+(@|%40)[^\s@<>]+\.[^\s@<>]+/i.test(value.normalize('NFKC'));
  }
}

/** No control characters, none that only change how others look, and no half characters. A rule of its own: class-validator mixes up two `Matches` of one field. */
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
