import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Contact } from '../relationships/contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { Trust } from '../relationships/trust.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'An obligation whose due time passed unmet.' })
export class LapsedObligation {
  @Field(() => ID, { description: 'The obligation, unique within the relationship.' })
  readonly obligationId!: string;
  @Field(() => ObligationKindEnum, { description: 'What was owed.' })
  readonly kind!: string;
  @Field(() => DateTime, { description: 'When it was due.' })
  readonly dueAt!: number;
}

@Allowed(READ)
@ObjectType({ description: 'A change of band that time alone, or a due time that passed, caused.' })
export class BandCrossing {
  @Field(() => TrustBandEnum, { description: 'The band before.' })
  readonly from!: string;
  @Field(() => TrustBandEnum, { description: 'The band from then on.' })
  readonly to!: string;
  @Field(() => DateTime, { description: 'The first millisecond of the new band.' })
  readonly at!: number;
  @Field(() => String, { description: 'The model of the assessment, name and version.' })
  readonly model!: string;
}

@Allowed(READ)
@ObjectType({ description: 'Another model that computes the score from then on.' })
export class ModelChange {
  @Field(() => String, { description: 'The model before, name and version.' })
  readonly from!: string;
  @Field(() => String, { description: 'The model from then on.' })
  readonly to!: string;
  @Field(() => DateTime, { description: 'When it was made active, or the own model of the segment was released.' })
  readonly at!: number;
}

@Allowed(READ)
@ObjectType({ description: 'What changed trust: exactly one of its fields is not null.' })
export class TrustChangeCause {
  @Field(() => Contact, { nullable: true, description: 'The contact that changed it; null if the cause is another.' })
  readonly contact!: Contact | null;
  @Field(() => LapsedObligation, {
    nullable: true,
    description: 'The obligation that lapsed; null if the cause is another.',
  })
  readonly obligation!: LapsedObligation | null;
  @Field(() => BandCrossing, { nullable: true, description: 'The change of band; null if the cause is another.' })
  readonly bandCrossing!: BandCrossing | null;
  @Field(() => ModelChange, { nullable: true, description: 'The change of models; null if the cause is another.' })
  readonly modelChange!: ModelChange | null;
}

@Allowed(READ)
@ObjectType({
  description:
    'A change of trust in one relationship, sent once the lists show it. What it says follows from the log up to its cause, so it is the same whenever and wherever it is sent; only texts of a customer who was erased become unreadable. An obligation that lapsed is sent even if no score changes.',
})
export class TrustChange {
  @Field(() => String, {
    description:
      'Opaque: send it as `after` to continue after this change, on any server of the deployment. It begins with the log position of the cause.',
  })
  readonly cursor!: string;
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at the instant of the change, without the cause; null if the relationship was not open before. If time is the cause: trust at the due time, or in the last millisecond of the old band, from what was known when the server recorded the change.',
  })
  readonly before!: Trust | null;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at the same instant, with the cause; null if the relationship is no longer open. If time is the cause: one millisecond later.',
  })
  readonly after!: Trust | null;
  @Field(() => TrustChangeCause, { description: 'What changed it.' })
  readonly cause!: TrustChangeCause;
  @Field(() => Int, {
    description:
      'How many changes of this customer it stands for, itself included. 1, except with `whenSlow: NEWEST`: there it is the newest of so many.',
  })
  readonly standsFor!: number;
}
