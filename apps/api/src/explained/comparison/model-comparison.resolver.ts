import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { compareModels } from '#replay';
import type { TrustModel } from '#trust';
import { COMPUTED } from '../../edge/graphql/cost.js';
import { apiError } from '../../edge/errors/codes.js';
import { Relationship, type RelationshipBasis } from '../../relationships/relationship.type.js';
import { Relationships } from '../../relationships/relationships.js';
import { ModelComparison } from './model-comparison.type.js';

@Resolver(() => Relationship)
export class ModelComparisonResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => ModelComparison, {
    complexity: 2 * COMPUTED,
    description: 'Its trust under two models, side by side, at the `asOf` and `knownAt` of the relationship.',
  })
  modelComparison(
    @Parent() relationship: Relationship,
    @Args('a', { type: () => String, description: 'The id of the first model.' }) a: string,
    @Args('b', { type: () => String, description: 'The id of the second model.' }) b: string,
  ): ModelComparison {
    const { basis } = relationship;
    const [first, second] = [modelOf(basis, a), modelOf(basis, b)];
    const found = compareModels(basis.timeline, basis.asOf, first, second);
    // Only a relationship that was opened is served, and every opened one can be assessed.
    if (found === null) throw new RangeError('a relationship that was never opened was served');
    const { shift, dimensions, classes } = found;
    return {
      a: this.relationships.trustBy(first, relationship),
      b: this.relationships.trustBy(second, relationship),
      shift,
      dimensions: dimensions.map((each) => ({ ...each, dimension: each.dimension.toUpperCase() })),
      classes,
    };
  }
}

function modelOf({ registry }: RelationshipBasis, id: string): TrustModel {
  const found = registry.find(id);
  if (found === null)
    throw apiError('MODEL_UNKNOWN', `No model has the id "${id}"; the query \`models\` lists all models.`);
  return found.model;
}
