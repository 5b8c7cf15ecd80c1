import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Contact } from '../contacts/contact.type.js';
import { Trust } from './trust.js';

@ObjectType({ description: 'What changed trust.' })
export class TrustChangeCause {
  @Field(() => Contact, { nullable: true, description: 'The contact that did; null where time alone did.' })
  readonly contact!: Contact | null;
}

@ObjectType({ description: 'A change of trust in one relationship. Told once the lists show it.' })
export class TrustChange {
  @Field(() => String, { description: 'Position in the log of what changed it.' })
  readonly cursor!: string;
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at the instant of the change, without its cause; null where the relationship was not open before.',
  })
  readonly before!: Trust | null;
  @Field(() => Trust, {
    nullable: true,
    description: 'Trust at the same instant, with it; null where the relationship is not open any more.',
  })
  readonly after!: Trust | null;
  @Field(() => TrustChangeCause, { description: 'What changed it.' })
  readonly cause!: TrustChangeCause;
}
