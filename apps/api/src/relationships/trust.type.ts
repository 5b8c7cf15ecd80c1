import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { DIMENSIONS } from '#trust';
import { Contact } from './contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const TrustDimensionEnum = registerEnum(
  'TrustDimension',
  DIMENSIONS.map((dimension) => dimension.toUpperCase()),
  'The four dimensions of trust.',
  {
    CANDOUR: 'Whether customers hear the truth, and from us.',
    RELIABILITY: 'Whether we do what we promised.',
    RESPONSIVENESS: 'Whether we answer and keep customers informed.',
    CARE: 'Whether we serve what customers need.',
  },
);

@Allowed(READ)
@ObjectType({ description: 'A range of points, 0 to 100.' })
export class Interval {
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly low!: number;
  @Field(() => Float, { description: 'Points, 0 to 100; not below `low`.' })
  readonly high!: number;
}

@Allowed(READ)
@ObjectType({ description: 'Trust in one dimension.' })
export class DimensionTrust {
  @Field(() => TrustDimensionEnum, { description: 'Which dimension.' })
  readonly dimension!: string;
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly score!: number;
  @Field(() => Float, { description: 'How little is known about it, 0 to 1; 1 if nothing is known.' })
  readonly uncertainty!: number;
}

@Allowed(READ)
@ObjectType({
  description: 'A dimension that had no way to gain in the relationship, so that the score could not see it.',
})
export class BlindSpot {
  @Field(() => TrustDimensionEnum, { description: 'Which dimension.' })
  readonly dimension!: string;
  @Field(() => String, { description: 'What that means for the score, in a sentence.' })
  readonly words!: string;
}

@Allowed(READ)
@ObjectType({ description: 'Points of the score, signed, by dimension.' })
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

@Allowed(READ)
@ObjectType({ description: 'The effect of one piece of evidence on the score, with everything else unchanged.' })
export class Contribution {
  @Field(() => Float, { description: 'Points of the score, signed.' })
  readonly points!: number;
  @Field(() => PointsByDimension, { description: 'The same points by dimension; they add up to `points`.' })
  readonly byDimension!: PointsByDimension;
  @Field(() => Contact, {
    description: 'The contact that caused it; if a due time passed, the contact that set the due time.',
  })
  readonly contact!: Contact;
  @Field(() => String, { description: 'Class of evidence, as the model names it: check_in, surprise, ...' })
  readonly class!: string;
  @Field(() => DateTime, { description: 'From when it counts.' })
  readonly since!: number;
  @Field(() => Float, { description: 'Days from then to the time of the assessment; 0 or more.' })
  readonly ageDays!: number;
  @Field(() => Float, { description: 'The share of it that is left after ageing: 1 when new, falling towards 0.' })
  readonly remaining!: number;
  @Field(() => Float, {
    description:
      'Its size before ageing; 1 is usual. The product of severity, kind of evidence, promptness and recovery.',
  })
  readonly magnitude!: number;
  @Field(() => ID, { nullable: true, description: 'The obligation that lapsed; null for all other evidence.' })
  readonly obligationId!: string | null;
}
