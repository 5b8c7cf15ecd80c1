import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { openIssues } from '#relationship';
import { LookUp } from '../relationships/look-up.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { OpenIssue } from './open-issue.type.js';

@Resolver(() => Relationship)
export class OpenIssuesResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => [OpenIssue], {
    description: 'Issues that are not resolved at the `asOf` of the relationship, the first reported first.',
  })
  openIssues(@Parent() relationship: Relationship): readonly OpenIssue[] {
    const { timeline, asOf } = relationship.basis;
    const lookUp = LookUp.within(this.relationships, relationship);
    return openIssues(timeline, asOf).flatMap((issue) => {
      const reported = timeline.contact(issue.reportedByEventId);
      return reported === null ? [] : [new OpenIssue(issue, lookUp.contact(reported))];
    });
  }
}
