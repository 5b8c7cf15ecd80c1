import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { NOW } from '../clocks/vantages.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { StressedRelationship } from './stressed-relationship.type.js';

@Resolver(() => StressedRelationship)
export class StressedRelationshipResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship, now or at the times of the query; null if its opening was retracted meanwhile.',
  })
  relationship(@Parent() { line, run: { vantage, question } }: StressedRelationship): Promise<Relationship | null> {
    return this.relationships.find(line.customerId, vantage === null ? NOW : { ...vantage, asOf: question.asOf });
  }
}
