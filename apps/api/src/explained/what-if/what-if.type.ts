import { Field, ObjectType } from '@nestjs/graphql';
import { UserError } from '../../schema/user-error.js';
import { Obligation } from '../../obligations/obligation.type.js';
import { DateTime } from '../../schema/date-time.js';
import { Trust } from '../../relationships/trust.js';
import { Contribution } from '../../relationships/trust.type.js';
import { Allowed, READ } from '../../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'An obligation that stays, but with another due time.' })
export class MovedObligation {
  @Field(() => Obligation, { description: 'Without the hypothetical contacts.' })
  readonly before!: Obligation;
  @Field(() => Obligation, { description: 'With the hypothetical contacts.' })
  readonly after!: Obligation;
}

@Allowed(READ)
@ObjectType({
  description:
    'What hypothetical contacts would change. Both sides are assessed at the same instant, so that the effect of time alone is not included. Nothing is written.',
})
export class WhatIf {
  @Field(() => DateTime, { description: 'The instant at which both sides are assessed.' })
  readonly asOf!: number;
  @Field(() => Trust, {
    nullable: true,
    description: 'Trust at that instant without the hypothetical contacts; null if the relationship is not open.',
  })
  readonly before!: Trust | null;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at that instant with all hypothetical contacts, or with none if any is refused; null if the relationship is not open.',
  })
  readonly after!: Trust | null;
  @Field(() => [Contribution], {
    description:
      'What the hypothetical contacts themselves contribute to `after`. Their other effects show only in `after`.',
  })
  readonly contributions!: readonly Contribution[];
  @Field(() => [Obligation], { description: 'Obligations that would no longer be owed.' })
  readonly discharged!: readonly Obligation[];
  @Field(() => [Obligation], { description: 'Obligations that would be added.' })
  readonly owed!: readonly Obligation[];
  @Field(() => [MovedObligation], { description: 'Obligations that would get another due time.' })
  readonly moved!: readonly MovedObligation[];
  @Field(() => [UserError], {
    description: 'Why contacts were refused; `field` starts with "contacts.0" and so on. Empty if none was refused.',
  })
  readonly userErrors!: readonly UserError[];
}
