import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { TRUST_BETA_1, TRUST_BETA_2, type TrustModelDocument } from '#trust';
import { registerEnum } from '../schema/field-type.js';

const ModelState = registerEnum('ModelState', ['DRAFT', 'SHADOW', 'ACTIVE', 'RETIRED'], 'What a model is used for.', {
  DRAFT: 'Not used yet.',
  SHADOW: 'A candidate: assessed beside the active model, shown only to those who ask for it.',
  ACTIVE: 'The one that scores are read by.',
  RETIRED: 'Kept for history.',
});

@ObjectType('TrustModel', { description: 'A way to weigh evidence: every number of the score, versioned.' })
class TrustModelType {
  @Field(() => ID, { description: 'Name and version, such as "trust-beta/1".' })
  readonly id!: string;
  @Field(() => ModelState, { description: 'What it is used for.' })
  readonly state!: string;
  @Field(() => String, { description: 'What it is, in a sentence or two.' })
  readonly description!: string;
}

@Resolver()
export class ModelsResolver {
  @Query(() => [TrustModelType], { description: 'The models that evidence can be weighed by.' })
  models(): readonly TrustModelDocument[] {
    return [TRUST_BETA_1, TRUST_BETA_2].map(({ document }) => document);
  }
}
