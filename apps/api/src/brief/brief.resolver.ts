import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { COMPUTED } from '../edge/graphql/cost.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Brief } from './brief.type.js';
import { Briefing } from './briefing.js';

@Resolver(() => Relationship)
export class BriefResolver {
  constructor(private readonly briefing: Briefing) {}

  @ResolveField(() => Brief, { description: 'What to know before calling the customer.', complexity: 2 * COMPUTED })
  brief(@Parent() relationship: Relationship): Brief {
    return this.briefing.of(relationship);
  }
}
