import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DELIVERY_FAILURES, type KeptDelivery } from '#alerting';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { UserError } from '../schema/user-error.js';

export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const;
export const AlertDeliveryStateEnum = registerEnum(
  'AlertDeliveryState',
  DELIVERY_STATES,
  'How far an alert came on its way.',
  {
    PENDING: 'It is sent next, or waits for an earlier one of the same customer, or for its next attempt.',
    DELIVERED: 'The receiver answered that it has it. Kept for 30 days.',
    DEAD: 'It was given up. Kept until it is sent again.',
  },
);

export const AlertDeliveryFailureEnum = registerEnum(
  'AlertDeliveryFailure',
  Object.keys(DELIVERY_FAILURES),
  'Why an attempt to deliver an alert failed.',
  DELIVERY_FAILURES,
);

@Allowed(ADMINISTER)
@ObjectType({ description: 'An alert on its way to an endpoint.' })
export class AlertDelivery {
  constructor(private readonly kept: KeptDelivery) {}

  @Field(() => ID, { description: 'The `webhook-id` of each attempt, and the `id` of the CloudEvent.' })
  get deliveryId(): string {
    return this.kept.deliveryId;
  }

  @Field(() => String, { description: 'Its place in the order: send it as `before` for the next page.' })
  get cursor(): string {
    return this.kept.sequence.toString();
  }

  @Field(() => ID, { description: 'The endpoint.' })
  get endpointId(): string {
    return this.kept.endpointId;
  }

  @Field(() => ID, { description: 'The rule.' })
  get ruleId(): string {
    return this.kept.ruleId;
  }

  @Field(() => ID, { description: 'The customer.' })
  get customerId(): string {
    return this.kept.customerId;
  }

  @Field(() => String, { description: 'The CloudEvent: JSON as text.' })
  get event(): string {
    return this.kept.event;
  }

  @Field(() => AlertDeliveryStateEnum, { description: 'How far it came.' })
  get state(): string {
    return this.kept.state;
  }

  @Field(() => Int, { description: 'How many attempts there were; 0 again after it was asked to be sent again.' })
  get attempts(): number {
    return this.kept.attempts;
  }

  @Field(() => AlertDeliveryFailureEnum, {
    nullable: true,
    description: 'Why the last attempt failed; null if none did.',
  })
  get failure(): string | null {
    return this.kept.failure;
  }

  @Field(() => DateTime, { description: 'When it was found.' })
  get createdAt(): number {
    return this.kept.createdAt;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is tried next at the earliest; null if it is not pending.',
  })
  get nextAttemptAt(): number | null {
    return this.kept.state === 'PENDING' ? this.kept.nextAt : null;
  }

  @Field(() => DateTime, { nullable: true, description: 'When it was delivered or given up; null if it is pending.' })
  get settledAt(): number | null {
    return this.kept.settledAt;
  }
}

@Allowed(ADMINISTER)
@ObjectType({ description: 'The result of `replayAlertDeliveries`.' })
export class ReplayAlertDeliveriesPayload {
  @Field(() => Int, { description: 'How many alerts that were given up are sent again.' })
  readonly replayedCount!: number;
  @Field(() => [UserError], { description: 'Why none is; empty if nothing was wrong with the input.' })
  readonly userErrors!: readonly UserError[];
}
