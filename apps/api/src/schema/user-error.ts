import { Field, ObjectType } from '@nestjs/graphql';
import { ALERT_REFUSALS } from '#alerting';
import { REFUSALS } from '#relationship';
import { MODEL_REFUSALS } from '#trust';
import { registerEnum } from './field-type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const UserErrorCode = registerEnum(
  'UserErrorCode',
  [REFUSALS, MODEL_REFUSALS, ALERT_REFUSALS].flatMap((each) => Object.keys(each)),
  'Every reason why a contact, or a change of models or alerts, is not recorded.',
  { ...REFUSALS, ...MODEL_REFUSALS, ...ALERT_REFUSALS },
);

@Allowed(READ)
@ObjectType({ description: 'An expected "no": why nothing was recorded.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'One of a closed list.' })
  readonly code!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Path of the input field that it is about, with dots; null if it is about the whole input.',
  })
  readonly field!: string | null;
  @Field(() => String, { description: 'One sentence for people.' })
  readonly message!: string;
}
