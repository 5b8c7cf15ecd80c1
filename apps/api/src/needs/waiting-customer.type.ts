import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Vantage, WaitingCustomer as Waiting } from '#read-models';
import { DateTime } from '../schema/date-time.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'A customer who waits for a need.' })
export class WaitingCustomer {
  /** @param vantage the times of the query; null for the present */
  constructor(
    readonly waiting: Waiting,
    readonly vantage: Vantage | null,
  ) {}

  @Field(() => ID, { description: 'The customer.' })
  get customerId(): string {
    return this.waiting.customerId;
  }

  @Field(() => DateTime, { description: 'Since when they wait: the time of their first request that is still unmet.' })
  get since(): number {
    return this.waiting.since;
  }

  @Field(() => Int, { description: 'How often they asked, including requests that were met before.' })
  get timesAsked(): number {
    return this.waiting.timesAsked;
  }
}
