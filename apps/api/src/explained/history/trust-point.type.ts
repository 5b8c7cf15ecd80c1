import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { TrustBand } from '#trust';
import { costOnce } from '../../edge/graphql/cost.js';
import { Contact } from '../../relationships/contact.type.js';
import { Interval } from '../../relationships/trust.type.js';
import { DateTime } from '../../schema/date-time.js';
import { registerEnum } from '../../schema/field-type.js';
import { TrustBandEnum } from '../../schema/trust-band.js';
import { Allowed, READ } from '../../edge/auth/rights.js';

const MarkerKind = registerEnum('TrustMarkerKind', ['CONTACT', 'BAND', 'MODEL'], 'What happened on a curve of trust.', {
  CONTACT: 'A contact took place.',
  BAND: 'Trust moved into another band.',
  MODEL: 'Another model became active.',
});
const CrossedBy = registerEnum('BandCrossedBy', ['CONTACT', 'MODEL', 'TIME'], 'What moved trust into another band.', {
  CONTACT: 'A contact.',
  MODEL: 'A change of the active model.',
  TIME: 'Time alone: evidence aged, or a due time passed.',
});

@Allowed(READ)
@ObjectType({ description: 'Something that happened on a curve of trust, exact to the millisecond.' })
export class TrustMarker {
  @Field(() => MarkerKind, { description: 'What happened.' })
  readonly kind!: string;
  @Field(() => DateTime, { description: 'When.' })
  readonly at!: number;
  @Field(() => Contact, { nullable: true, description: 'CONTACT: the contact. Null on others.' })
  readonly contact!: Contact | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'CONTACT: the score at that instant without what happened at that instant, points, 0 to 100. Null on others, or if the relationship was not open.',
  })
  readonly before!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'CONTACT: the score at that instant with what happened at that instant, points, 0 to 100. Null on others, or if the relationship was not open.',
  })
  readonly after!: number | null;
  @Field(() => TrustBandEnum, { nullable: true, description: 'BAND: the band until then. Null on others.' })
  readonly fromBand!: TrustBand | null;
  @Field(() => TrustBandEnum, { nullable: true, description: 'BAND: the band from then on. Null on others.' })
  readonly toBand!: TrustBand | null;
  @Field(() => CrossedBy, { nullable: true, description: 'BAND: what moved it. Null on others.' })
  readonly crossedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'MODEL: the model until then. Null on others.' })
  readonly fromModel!: string | null;
  @Field(() => String, { nullable: true, description: 'MODEL: the model from then on. Null on others.' })
  readonly toModel!: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'A point on a curve of trust.' })
export class TrustPoint {
  @Field(() => DateTime, { description: 'When.' })
  readonly at!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The exact score at that time, points, 0 to 100; null if the relationship was not open.',
  })
  readonly score!: number | null;
  @Field(() => TrustBandEnum, {
    nullable: true,
    description: 'The band at that time; null if the relationship was not open.',
  })
  readonly band!: TrustBand | null;
  @Field(() => Interval, {
    nullable: true,
    description: '90 % credible interval of trust before the cap at that time; null if the relationship was not open.',
  })
  readonly interval!: Interval | null;
  @Field(() => [TrustMarker], {
    complexity: costOnce,
    description: 'What happened after the previous point and up to this one, by time; empty on the first point.',
  })
  readonly markers!: readonly TrustMarker[];
}
