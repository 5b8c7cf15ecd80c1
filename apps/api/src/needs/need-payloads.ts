import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Refusal } from '#relationship';
import { UserError, UserErrorCode } from '../schema/user-error.js';
import { contactTypeOf } from '../relationships/contact-types.js';
import type { Contact } from '../relationships/contact.type.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { Need, NeedFulfilment, NeedStep } from './need.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

const REPLAYED = 'True if it was already recorded, so this call added nothing.';
const ERRORS = 'Why nothing was recorded; empty if it was.';
const NEED = 'The need now; null if nothing was recorded, or nobody asks for it any more.';

@Allowed(READ)
@ObjectType({ description: 'The result of `takeNeedStep`.' })
export class TakeNeedStepPayload {
  @Field(() => NeedStep, { nullable: true, description: 'The recorded step; null if nothing was recorded.' })
  readonly step!: NeedStep | null;
  @Field(() => Need, { nullable: true, description: NEED })
  readonly need!: Need | null;
  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed!: boolean;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [UserError], { description: ERRORS })
  readonly userErrors!: readonly Refusal[];
}

@Allowed(READ)
@ObjectType({ description: 'A customer who waited for the need, but for whom nothing could be recorded.' })
export class SkippedCustomer {
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => UserErrorCode, { description: 'Why not.' })
  readonly code!: string;
}

@Allowed(READ)
@ObjectType({ description: 'The result of `fulfilNeed`.' })
export class FulfilNeedPayload {
  @Field(() => NeedFulfilment, {
    nullable: true,
    description: 'The recorded fulfilment; null if nothing was recorded.',
  })
  readonly fulfilment!: NeedFulfilment | null;
  @Field(() => Need, { nullable: true, description: NEED })
  readonly need!: Need | null;
  @Field(() => [contactTypeOf('NeedFulfilled')], {
    description: 'One for each customer who waited, by customer id. Each of them is now owed a call.',
  })
  readonly contacts!: readonly Contact[];
  @Field(() => [SkippedCustomer], { description: 'Customers for whom nothing could be recorded, by customer id.' })
  readonly skipped!: readonly SkippedCustomer[];
  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed!: boolean;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [UserError], { description: ERRORS })
  readonly userErrors!: readonly Refusal[];
}
