import { Field, ObjectType } from '@nestjs/graphql';
import { Allowed, READ } from '../edge/auth/rights.js';
import { registerEnum } from '../schema/field-type.js';
import { UserError } from '../schema/user-error.js';

const OUTCOMES = {
  WOULD_BE_RECORDED: 'It would be recorded.',
  ALREADY_RECORDED: 'It is on record, so nothing would be added.',
  WOULD_BE_REFUSED: 'It would be refused; `userErrors` says why.',
} as const;

export type RehearsalOutcomeName = keyof typeof OUTCOMES;

const RehearsalOutcome = registerEnum(
  'RehearsalOutcome',
  Object.keys(OUTCOMES),
  'What recording a contact would come to.',
  OUTCOMES,
);

@Allowed(READ)
@ObjectType({ description: 'What recording a contact would answer, as of now. Nothing is written.' })
export class Rehearsal {
  @Field(() => RehearsalOutcome, { description: 'What it would come to.' })
  readonly outcome!: RehearsalOutcomeName;
  @Field(() => [UserError], { description: 'Why it would not be recorded; empty if it would, or if it is on record.' })
  readonly userErrors!: readonly UserError[];
}
