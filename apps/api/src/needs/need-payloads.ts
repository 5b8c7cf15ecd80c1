import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Refusal } from '#relationship';
import { UserError, UserErrorCode } from '../schema/user-error.js';
import { contactTypeOf } from '../relationships/contact-types.js';
import type { Contact } from '../relationships/contact.type.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { Need, NeedFulfilment, NeedStep } from './need.type.js';

const REPLAYED = 'Whether it was on record before this call, which then added nothing.';
const ERRORS = 'Why nothing was recorded; empty where it was.';
const NEED = 'The need now; null where nothing was recorded, or nobody asks for it any more.';

@ObjectType({ description: 'What became of a step that somebody wanted to record.' })
export class TakeNeedStepPayload {
  @Field(() => NeedStep, { nullable: true, description: 'The step on record; null where nothing was recorded.' })
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

@ObjectType({ description: 'A customer who waited for a need and with whom nothing could be recorded.' })
export class SkippedCustomer {
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => UserErrorCode, { description: 'Why not.' })
  readonly code!: string;
}

@ObjectType({ description: 'What became of a need that somebody wanted to record as fulfilled.' })
export class FulfilNeedPayload {
  @Field(() => NeedFulfilment, { nullable: true, description: 'The fulfilment on record; null where nothing was.' })
  readonly fulfilment!: NeedFulfilment | null;
  @Field(() => Need, { nullable: true, description: NEED })
  readonly need!: Need | null;
  @Field(() => [contactTypeOf('NeedFulfilled')], {
    description: 'One for every customer who waited, by customer id; each is owed a call now.',
  })
  readonly contacts!: readonly Contact[];
  @Field(() => [SkippedCustomer], { description: 'Those with whom it could not be recorded, by customer id.' })
  readonly skipped!: readonly SkippedCustomer[];
  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed!: boolean;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [UserError], { description: ERRORS })
  readonly userErrors!: readonly Refusal[];
}
