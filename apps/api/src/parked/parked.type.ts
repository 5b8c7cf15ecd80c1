import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PARKED_REASONS, type ParkedReason } from '#read-models';
import { DateTime } from '../schema/date-time.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const Reason = Object.fromEntries(Object.keys(PARKED_REASONS).map((name) => [name, name]));
registerEnumType(Reason, {
  name: 'ParkedReason',
  description: 'Why an event is parked.',
  valuesMap: Object.fromEntries(Object.entries(PARKED_REASONS).map(([name, description]) => [name, { description }])),
});

@Allowed(READ)
@ObjectType({
  description:
    'An event of the log that the lists do not show, because it, or an earlier one of the same relationship, cannot be projected.',
})
export class ParkedEvent {
  @Field(() => String, { description: 'Its position in the log.' })
  readonly position!: string;
  @Field(() => ID, { nullable: true, description: 'The customer; null if the event is not of a relationship.' })
  readonly customerId!: string | null;
  @Field(() => String, { description: 'The type of the event, as stored.' })
  readonly type!: string;
  @Field(() => Reason, { description: 'Why it is parked.' })
  readonly reason!: ParkedReason;
  @Field(() => DateTime, { description: 'When it was parked.' })
  readonly since!: number;
}

@Allowed(READ)
@ObjectType({ description: 'The events that the lists do not show.' })
export class ParkedEvents {
  @Field(() => Int, { description: 'How many there are; 0 if the lists show everything.' })
  readonly total!: number;
  @Field(() => [ParkedEvent], { description: 'The first of them, in the order of the log.' })
  readonly events!: readonly ParkedEvent[];
}

@InputType({ description: 'Which parked events to project again.' })
export class RetryParkedInput {
  @Field(() => ID, { nullable: true, description: 'The customer. Default: all parked events.' })
  readonly customerId?: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'The result of `retryParked`.' })
export class RetryParkedPayload {
  @Field(() => Int, { description: 'How many events the lists show now.' })
  readonly released!: number;
  @Field(() => Int, { description: 'How many are still parked, of all customers.' })
  readonly left!: number;
}
