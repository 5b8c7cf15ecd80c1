import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Refusal } from '#relationship';
import { UserError } from '../schema/user-error.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { DateTime } from '../schema/date-time.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@InputType({
  description:
    'A handover: holiday cover with `until`, permanent without it. A permanent handover includes all open relationships that `fromOwner` owns. Holiday cover includes all that they are responsible for at the time: their own without cover, and those that they cover for somebody else; for the latter, the new cover ends no later than theirs.',
})
export class AssignPortfolioInput {
  @Field(() => String, { description: 'The account manager who hands over. At most 100 characters.' })
  readonly fromOwner!: string;
  @Field(() => String, { description: 'The account manager who takes over. At most 100 characters.' })
  readonly owner!: string;
  @Field(() => DateTime, { nullable: true, description: 'When the cover ends. Default: the handover is permanent.' })
  readonly until?: string | null;
  @Field(() => String, { nullable: true, description: 'Why. At most 4000 characters.' })
  readonly reason?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happened, as the recorder says; not in the future. Default: now.',
  })
  readonly occurredAt?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'A call with the same key adds nothing twice, and continues where an earlier call was cut off. At most 1000 characters.',
  })
  readonly idempotencyKey?: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'A relationship that was not handed over.' })
export class RefusedAssignment {
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => [UserError], { description: 'Why not; at least one.' })
  readonly userErrors!: readonly Refusal[];
}

@Allowed(READ)
@ObjectType({ description: 'The result of `assignPortfolio`.' })
export class AssignPortfolioPayload {
  @Field(() => Int, {
    description:
      'Number of relationships in which the assignment is now recorded, by this call or an earlier one with the same key.',
  })
  readonly assigned!: number;
  @Field(() => Boolean, {
    description: 'True if all of them were already recorded, so this call added nothing; false if there are none.',
  })
  readonly replayed!: boolean;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [RefusedAssignment], { description: 'The relationships that were not handed over, and why.' })
  readonly refused!: readonly RefusedAssignment[];
  @Field(() => [UserError], { description: 'Why nothing was done at all; empty if the input was accepted.' })
  readonly userErrors!: readonly Refusal[];
}
