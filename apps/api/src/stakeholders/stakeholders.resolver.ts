import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { inOrder, isA, sentimentRecorded, toMs } from '#relationship';
import { LookUp } from '../relationships/look-up.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Sentiment } from './sentiment.type.js';
import { Stakeholder } from './stakeholder.type.js';
import { Stakeholders } from './stakeholders.js';

@Resolver(() => Relationship)
export class StakeholdersResolver {
  constructor(
    private readonly people: Stakeholders,
    private readonly relationships: Relationships,
  ) {}

  @ResolveField(() => [Stakeholder], {
    description: 'The people at the customer, in the order in which they were added.',
  })
  stakeholders(@Parent() relationship: Relationship): Stakeholder[] {
    return this.people.of(relationship);
  }

  @ResolveField(() => Sentiment, {
    nullable: true,
    description:
      'How an account manager last felt about the relationship, also if the score differs. Null if nobody recorded it, or the last record has expired.',
  })
  sentiment(@Parent() relationship: Relationship): Sentiment | null {
    const { basis, trust } = relationship;
    const last = inOrder(basis.timeline.effectiveContacts()).findLast((each) => isA(each, sentimentRecorded));
    if (last === undefined) return null;
    const { expiresAt } = last.data;
    const hasExpired = expiresAt !== undefined && toMs(expiresAt) <= basis.asOf;
    if (hasExpired) return null;
    const contact = LookUp.within(this.relationships, relationship).contact(last);
    return new Sentiment(last.data, () => this.relationships.opened(last), contact, trust.band);
  }
}
