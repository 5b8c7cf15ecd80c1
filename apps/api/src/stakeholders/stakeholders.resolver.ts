import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { inOrder, isA, sentimentRecorded, toMs } from '#relationship';
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
  sentiment(@Parent() { basis, trust }: Relationship): Sentiment | null {
    const last = inOrder(basis.timeline.effectiveContacts()).findLast((each) => isA(each, sentimentRecorded));
    if (last === undefined) return null;
    const { expiresAt } = last.data;
    const hasExpired = expiresAt !== undefined && toMs(expiresAt) <= basis.asOf;
    if (hasExpired) return null;
    const { relationships } = this;
    return new Sentiment(last.data, () => relationships.opened(last), relationships.contact(last), trust.band);
  }
}
