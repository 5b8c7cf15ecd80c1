import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { WaitingCustomer as Waiting } from '#read-models';
import type { LookUp } from '../relationships/look-up.js';
import { DateTime } from '../schema/date-time.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'A customer who waits for a need.' })
export class WaitingCustomer {
  /** @param lookUp finds the request and the relationship, at the times of the query */
  constructor(
    readonly waiting: Waiting,
    readonly lookUp: LookUp,
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
