import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Refusal } from '#relationship';
import { UserError } from '../schema/user-error.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { DateTime } from '../schema/date-time.js';

@InputType({
  description:
    'Somebody takes over what somebody else answers for: with `until` as holiday cover, without it for good. For good, all open relationships go over that `fromOwner` owns. As cover, all for which they answer at the time: their own that nobody stands in for, and those in which they stand in themselves, these no longer than they would have.',
})
export class AssignPortfolioInput {
  @Field(() => String, { description: 'The account manager who answers for them. At most 100 characters.' })
  readonly fromOwner!: string;
  @Field(() => String, { description: 'The account manager who takes over. At most 100 characters.' })
  readonly owner!: string;
  @Field(() => DateTime, { nullable: true, description: 'When the cover ends. Left out: for good.' })
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
      'The same key again adds nothing, and goes on where an earlier call was cut off. At most 100 characters.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType({ description: 'A relationship that did not go over.' })
export class RefusedAssignment {
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => [UserError], { description: 'Why not; at least one.' })
  readonly userErrors!: readonly Refusal[];
}

@ObjectType({ description: 'What became of a portfolio that was to be handed over.' })
export class AssignPortfolioPayload {
  @Field(() => Int, {
    description:
      'Relationships in which the assignment is on record now, by this call or an earlier one of the same key.',
  })
  readonly assigned!: number;
  @Field(() => Boolean, {
    description: 'Whether all of them were on record before this call, which then added nothing; false where none is.',
  })
  readonly replayed!: boolean;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [RefusedAssignment], { description: 'The relationships that did not go over, and why.' })
  readonly refused!: readonly RefusedAssignment[];
  @Field(() => [UserError], { description: 'Why nothing was done at all; empty where the input was taken.' })
  readonly userErrors!: readonly Refusal[];
}
