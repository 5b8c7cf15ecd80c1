import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { StressedRelationship } from './stressed-relationship.type.js';

@Resolver(() => StressedRelationship)
export class StressedRelationshipResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship now; null where its opening was taken back meanwhile.',
  })
  relationship(@Parent() { line }: StressedRelationship): Promise<Relationship | null> {
    return this.relationships.find(line.customerId);
  }
}
