import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { DIMENSIONS } from '#trust';
import { Contact } from './contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';

export const TrustDimensionEnum = registerEnum(
  'TrustDimension',
  DIMENSIONS.map((dimension) => dimension.toUpperCase()),
  'The four sides of trust.',
  {
    CANDOUR: 'Do they hear it from us, and true.',
    RELIABILITY: 'Do we do what we said.',
    RESPONSIVENESS: 'Do we answer and keep them posted.',
    CARE: 'Do we serve their need.',
  },
);

@ObjectType({ description: 'A range of points, 0 to 100.' })
export class Interval {
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly low!: number;
  @Field(() => Float, { description: 'Points, 0 to 100; not below `low`.' })
  readonly high!: number;
}

@ObjectType({ description: 'Trust seen from one side.' })
export class DimensionTrust {
  @Field(() => TrustDimensionEnum, { description: 'Which side.' })
  readonly dimension!: string;
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly score!: number;
  @Field(() => Float, { description: 'How little is known of it: 0 to 1, 1 where nothing is.' })
  readonly uncertainty!: number;
}

@ObjectType({ description: 'Points of the score, signed, by the side of trust they come through.' })
export class PointsByDimension {
  @Field(() => Float, { description: 'Points through candour.' })
  readonly candour!: number;
  @Field(() => Float, { description: 'Points through reliability.' })
  readonly reliability!: number;
  @Field(() => Float, { description: 'Points through responsiveness.' })
  readonly responsiveness!: number;
  @Field(() => Float, { description: 'Points through care.' })
  readonly care!: number;
}

@ObjectType({ description: 'What one piece of evidence does to the score, everything else being as it is.' })
export class Contribution {
  @Field(() => Float, { description: 'Points of the score, signed.' })
  readonly points!: number;
  @Field(() => PointsByDimension, { description: 'The same points by dimension; they sum to `points`.' })
  readonly byDimension!: PointsByDimension;
  @Field(() => Contact, { description: 'The contact it comes from; for a due time that passed, the one that set it.' })
  readonly contact!: Contact;
  @Field(() => String, { description: 'Class of evidence, as the model names it: check_in, surprise, ...' })
  readonly class!: string;
  @Field(() => DateTime, { description: 'From when it counts.' })
  readonly since!: number;
  @Field(() => Float, { description: 'Days from then to the time of the assessment; 0 or more.' })
  readonly ageDays!: number;
  @Field(() => Float, { description: 'How much of it age has left: 1 when new, falling towards 0.' })
  readonly remaining!: number;
  @Field(() => Float, {
    description:
      'Its size before ageing, 1 being usual: severity, kind of evidence, promptness and recovery multiplied.',
  })
  readonly magnitude!: number;
  @Field(() => ID, { nullable: true, description: 'The obligation that lapsed; null for all other evidence.' })
  readonly obligationId!: string | null;
}
