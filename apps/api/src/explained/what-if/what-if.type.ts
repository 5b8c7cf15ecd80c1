import { Field, ObjectType } from '@nestjs/graphql';
import { UserError } from '../../schema/user-error.js';
import { Obligation } from '../../obligations/obligation.type.js';
import { DateTime } from '../../schema/date-time.js';
import { Trust } from '../../relationships/trust.js';
import { Contribution } from '../../relationships/trust.type.js';

@ObjectType({ description: 'Something that stays owed, but by another time.' })
export class MovedObligation {
  @Field(() => Obligation, { description: 'As it is.' })
  readonly before!: Obligation;
  @Field(() => Obligation, { description: 'As it would be.' })
  readonly after!: Obligation;
}

@ObjectType({
  description:
    'What hypothetical contacts would do. Both sides are read at one instant, so that what time alone does is no part of it. Nothing is written.',
})
export class WhatIf {
  @Field(() => DateTime, { description: 'The instant at which both sides are read.' })
  readonly asOf!: number;
  @Field(() => Trust, {
    nullable: true,
    description: 'Trust by then if nothing else happens; null where the relationship is not open.',
  })
  readonly before!: Trust | null;
  @Field(() => Trust, {
    nullable: true,
    description: 'The same with the hypothetical contacts: all of them, or none where any is refused.',
  })
  readonly after!: Trust | null;
  @Field(() => [Contribution], {
    description: 'What the hypothetical contacts themselves contribute to `after`; what else they change shows in it.',
  })
  readonly contributions!: readonly Contribution[];
  @Field(() => [Obligation], { description: 'Owed without them, and no more.' })
  readonly discharged!: readonly Obligation[];
  @Field(() => [Obligation], { description: 'Owed because of them.' })
  readonly owed!: readonly Obligation[];
  @Field(() => [MovedObligation], { description: 'Owed either way, but by another time.' })
  readonly moved!: readonly MovedObligation[];
  @Field(() => [UserError], {
    description: 'Why they could not take place, `field` beginning with "contacts.0" and so on; empty where all could.',
  })
  readonly userErrors!: readonly UserError[];
}
