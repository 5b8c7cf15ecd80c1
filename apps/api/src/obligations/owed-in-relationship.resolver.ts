import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Relationship } from '../relationships/relationship.type.js';
import { Obligation } from './obligation.type.js';
import { Obligations } from './obligations.js';

@Resolver(() => Relationship)
export class OwedInRelationshipResolver {
  constructor(private readonly owed: Obligations) {}

  @ResolveField(() => [Obligation], {
    description:
      'All that is owed at `asOf`, including what is deferred, by due time. Empty if the relationship is closed.',
  })
  obligations(@Parent() relationship: Relationship): Obligation[] {
    return this.owed.of(relationship);
  }
}
