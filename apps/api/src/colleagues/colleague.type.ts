import { Field, ID, ObjectType } from '@nestjs/graphql';
import { COLLEAGUE_FIELDS, type Colleague as Registered } from '#contact-log';
import type { Refusal } from '#relationship';
import { ADMINISTER, Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { formInput } from '../schema/contact-input.js';
import { UserError } from '../schema/user-error.js';

export const RegisterColleagueInput = formInput(
  'RegisterColleagueInput',
  COLLEAGUE_FIELDS,
  'A colleague. What was registered of the same identity before is replaced whole.',
);
export const RemoveColleagueInput = formInput(
  'RemoveColleagueInput',
  { identity: COLLEAGUE_FIELDS.identity },
  'The colleague to remove.',
);

@Allowed(READ)
@ObjectType({ description: 'Somebody who works with customers.' })
export class Colleague implements Registered {
  @Field(() => ID, { description: 'What `owner` and `recordedBy` say of this colleague.' })
  readonly identity!: string;
  @Allowed(READ_TEXT)
  @Field(() => String, {
    nullable: true,
    description: 'The name of the person; null if the register does not hold it.',
  })
  readonly name!: string | null;
  @Allowed(ADMINISTER)
  @Field(() => String, {
    nullable: true,
    description: 'Where digests are sent; null if the register does not hold it. For administrators alone.',
  })
  readonly address!: string | null;
  @Field(() => String, { nullable: true, description: 'IANA name of the time zone; null if nobody said.' })
  readonly zone!: string | null;
  @Field(() => String, { nullable: true, description: 'The team; null if the colleague is in none.' })
  readonly team!: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'The result of `registerColleague`.' })
export class RegisterColleaguePayload {
  @Field(() => Colleague, { nullable: true, description: 'As registered; null if nothing was.' })
  readonly colleague!: Colleague | null;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [UserError], { description: 'Why nothing was registered; empty if it was.' })
  readonly userErrors!: readonly Refusal[];
}

@Allowed(READ)
@ObjectType({ description: 'The result of `removeColleague`.' })
export class RemoveColleaguePayload {
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => [UserError], { description: 'Why nobody was removed; empty if somebody was, or was not registered.' })
  readonly userErrors!: readonly Refusal[];
}
