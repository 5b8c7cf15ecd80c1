import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Trust } from '../../relationships/trust.js';
import { TrustDimensionEnum } from '../../relationships/trust.type.js';
import { Allowed, READ } from '../../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'One dimension of trust under two models, points, 0 to 100.' })
export class DimensionCompared {
  @Field(() => TrustDimensionEnum, { description: 'Which dimension.' })
  readonly dimension!: string;
  @Field(() => Float, { description: 'Points under the first model, 0 to 100.' })
  readonly a!: number;
  @Field(() => Float, { description: 'Points under the second model, 0 to 100.' })
  readonly b!: number;
}

@Allowed(READ)
@ObjectType({ description: 'What a class of evidence contributes under two models, points of the score, signed.' })
export class ClassCompared {
  @Field(() => String, { description: 'Class of evidence, as the models name it.' })
  readonly class!: string;
  @Field(() => Float, { description: 'Points under the first model; 0 if it does not know the class.' })
  readonly a!: number;
  @Field(() => Float, { description: 'Points under the second model; 0 if it does not know the class.' })
  readonly b!: number;
  @Field(() => Float, { description: 'Points, signed: second model minus first model.' })
  readonly shift!: number;
}

@Allowed(READ)
@ObjectType({
  description:
    'A relationship under two models: the same evidence with different weights. The shifts of the prior, of all classes and of the cap add up to the shift of the score.',
})
export class ModelComparison {
  @Field(() => Trust, { description: 'Trust under the first model.' })
  readonly a!: Trust;
  @Field(() => Trust, { description: 'Trust under the second model.' })
  readonly b!: Trust;
  @Field(() => Float, { description: 'Points, signed: second score minus first score.' })
  readonly shift!: number;
  @Field(() => [DimensionCompared], { description: 'The four dimensions, always in the same order.' })
  readonly dimensions!: readonly DimensionCompared[];
  @Field(() => [ClassCompared], {
    description: 'Every class that contributes under either model, the largest shift first.',
  })
  readonly classes!: readonly ClassCompared[];
}
