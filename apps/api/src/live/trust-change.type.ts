import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Contact } from '../relationships/contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { Trust } from '../relationships/trust.js';

@ObjectType({ description: 'An obligation whose due time passed unmet.' })
export class LapsedObligation {
  @Field(() => ID, { description: 'The obligation, unique within the relationship.' })
  readonly obligationId!: string;
  @Field(() => ObligationKindEnum, { description: 'What was owed.' })
  readonly kind!: string;
  @Field(() => DateTime, { description: 'When it was due.' })
  readonly dueAt!: number;
}

@ObjectType({ description: 'A relationship that time alone, or a due time that passed, moved into another band.' })
export class BandCrossing {
  @Field(() => TrustBandEnum, { description: 'The band before.' })
  readonly from!: string;
  @Field(() => TrustBandEnum, { description: 'The band from then on.' })
  readonly to!: string;
  @Field(() => DateTime, { description: 'The first millisecond of the new band.' })
  readonly at!: number;
  @Field(() => String, { description: 'The model that says so, name and version.' })
  readonly model!: string;
}

@ObjectType({ description: 'What changed trust: exactly one of its fields is not null.' })
export class TrustChangeCause {
  @Field(() => Contact, { nullable: true, description: 'The contact that did; null where time did.' })
  readonly contact!: Contact | null;
  @Field(() => LapsedObligation, { nullable: true, description: 'What lapsed; null where something else did it.' })
  readonly obligation!: LapsedObligation | null;
  @Field(() => BandCrossing, { nullable: true, description: 'The band crossed; null where something else did it.' })
  readonly bandCrossing!: BandCrossing | null;
}

@ObjectType({
  description:
    'A change of trust in one relationship. Told once the lists show it. A due time that passed unmet is told also where it moves no score.',
})
export class TrustChange {
  @Field(() => String, { description: 'Position in the log of what changed it.' })
  readonly cursor!: string;
  @Field(() => ID, { description: 'The customer.' })
  readonly customerId!: string;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at the instant of the change, without its cause; null where the relationship was not open before. Where time did it: at the due time, or in the last millisecond of the old band, of what was known when that was noticed.',
  })
  readonly before!: Trust | null;
  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust at the same instant, with it; null where the relationship is not open any more. Where time did it: one millisecond later.',
  })
  readonly after!: Trust | null;
  @Field(() => TrustChangeCause, { description: 'What changed it.' })
  readonly cause!: TrustChangeCause;
}
