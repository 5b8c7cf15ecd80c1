import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { costOfComputed } from '../../edge/graphql/cost.js';
import { Relationship } from '../../relationships/relationship.type.js';
import { Relationships } from '../../relationships/relationships.js';
import { Trust } from '../../relationships/trust.js';

@Resolver(() => Relationship)
export class CandidatesResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => [Trust], {
    complexity: costOfComputed,
    description:
      'Its trust by every model in shadow, as known at the `knownAt` of the relationship, to compare with `trust`; by model id.',
  })
  candidates(@Parent() relationship: Relationship): Trust[] {
    const { registry, vantage } = relationship.basis;
    const known = registry.asKnown({ knownAt: vantage.knownAt ?? Infinity, position: vantage.position });
    return known.candidates().map((model) => this.relationships.trustBy(model, relationship));
  }
}
