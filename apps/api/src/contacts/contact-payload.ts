import { Field, ObjectType } from '@nestjs/graphql';
import type { Position } from '#event-store';
import { REFUSALS, type Refusal } from '#relationship';
import { MODEL_REFUSALS } from '#trust';
import { POSITION_SAYS, tokenOf } from '../graphql/read-position.js';
import { Relationship } from '../relationships/relationship.type.js';
import { registerEnum } from '../schema/field-type.js';
import { Contact } from './contact.type.js';

export const UserErrorCode = registerEnum(
  'UserErrorCode',
  [...Object.keys(REFUSALS), ...Object.keys(MODEL_REFUSALS)],
  'Every reason for which a contact, or a change of models, is not recorded.',
  { ...REFUSALS, ...MODEL_REFUSALS },
);

@ObjectType({ description: 'An expected "no": why nothing was recorded.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'One of a closed list.' })
  readonly code!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Path of the field of the input that it is about, dots between steps; null where it is about the whole.',
  })
  readonly field!: string | null;
  @Field(() => String, { description: 'One sentence for people.' })
  readonly message!: string;
}

@ObjectType({ description: 'What became of a contact that somebody wanted to record.' })
export class ContactPayload {
  constructor(
    private readonly result: {
      readonly contact: Contact | null;
      readonly replayed: boolean;
      readonly position: Position | null;
      readonly refusals: readonly Refusal[];
    },
    private readonly find: (customerId: string) => Promise<Relationship | null>,
  ) {}

  @Field(() => Contact, { nullable: true, description: 'The contact on record; null where nothing was recorded.' })
  get contact(): Contact | null {
    return this.result.contact;
  }

  @Field(() => Relationship, {
    nullable: true,
    description: 'The relationship now, at least as new as the contact; null where nothing was recorded.',
  })
  get relationship(): Promise<Relationship | null> | null {
    const { contact } = this.result;
    return contact === null ? null : this.find(contact.recorded.data.customerId);
  }

  @Field(() => Boolean, { description: 'Whether it was on record before this call, which then added nothing.' })
  get replayed(): boolean {
    return this.result.replayed;
  }

  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  get position(): string | null {
    return tokenOf(this.result.position);
  }

  @Field(() => [UserError], { description: 'Why it was not recorded; empty where it was.' })
  get userErrors(): readonly UserError[] {
    return this.result.refusals;
  }
}
