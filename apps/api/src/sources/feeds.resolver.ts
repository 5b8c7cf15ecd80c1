import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { sourceOf } from '#intake';
import { isLive } from '#read-models';
import type { ObligationKind } from '#relationship';
import { Allowed, READ } from '../edge/auth/rights.js';
import { Obligation } from '../obligations/obligation.type.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Feeds } from './feeds.js';
import { SourceFeed } from './feed.type.js';

/** What is owed because we said nothing: a source that is silent may only not have told. */
const OWED_FOR_SILENCE: readonly ObligationKind[] = ['RESPOND', 'UPDATE', 'CHECK_IN'];

@Resolver()
export class FeedsResolver {
  constructor(private readonly feeds: Feeds) {}

  @Allowed(READ)
  @Query(() => [SourceFeed], {
    description: 'The sources of which something is expected, by name. Empty if none has `expect` in its source.yaml.',
  })
  sourceFeeds(): readonly SourceFeed[] {
    return this.feeds.all().map((feed) => new SourceFeed(feed));
  }
}

@Resolver(() => Relationship)
export class FedRelationshipResolver {
  constructor(private readonly feeds: Feeds) {}

  @ResolveField(() => [SourceFeed], {
    description:
      'The sources that contacts of this relationship came from, as far as something is expected of them. While one is stale, the score may count a silence that was none. Empty if the query names another time.',
  })
  sourceFeeds(@Parent() { basis }: Relationship): readonly SourceFeed[] {
    return isLive(basis.vantage) ? this.feeds.of(basis.timeline).map((feed) => new SourceFeed(feed)) : [];
  }
}

@Resolver(() => Obligation)
export class ObligationFeedResolver {
  constructor(private readonly feeds: Feeds) {}

  @ResolveField(() => SourceFeed, {
    nullable: true,
    description:
      'The stale source on which it rests: that of the contact which caused it or, for CHECK_IN, one that feeds the relationship. The word that is owed may have been given and not have come. Only for RESPOND, UPDATE and CHECK_IN; null if the source is not stale, and if the query names another time.',
  })
  async staleSource(@Parent() { owed }: Obligation): Promise<SourceFeed | null> {
    const stale = OWED_FOR_SILENCE.includes(owed.kind) ? this.feeds.all().filter(({ isStale }) => isStale) : [];
    if (stale.length === 0) return null;
    const basis = (await owed.lookUp.find(owed.customerId))?.basis;
    if (basis === undefined || !isLive(basis.vantage)) return null;
    const cause = basis.timeline.contact(owed.causeEventId);
    const name = cause === null || owed.kind === 'CHECK_IN' ? null : sourceOf(cause);
    const feed =
      owed.kind === 'CHECK_IN'
        ? this.feeds.of(basis.timeline).find(({ isStale }) => isStale)
        : stale.find((each) => each.name === name);
    return feed === undefined ? null : new SourceFeed(feed);
  }
}
