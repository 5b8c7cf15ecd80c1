import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { AsOfQueries } from '../clocks/views-as-of.js';
import { VantageArgs } from '../clocks/vantage-args.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import { COMPUTED } from '../edge/graphql/cost.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { RelationshipCounts } from './relationship-counts.type.js';
import { filterFrom, RelationshipFilter } from './relationship-list.js';
import { checkSearch, SEARCH } from './search.js';

@Resolver()
export class RelationshipCountsResolver {
  constructor(private readonly asOfQueries: AsOfQueries) {}

  @Allowed(READ)
  @Query(() => RelationshipCounts, {
    complexity: ({ childComplexity }: { readonly childComplexity: number }) => 5 * COMPUTED + childComplexity,
    description:
      'How many relationships match, in all and by band, owner and segment; with it also which owners and segments there are.',
  })
  async relationshipCounts(
    @Args('filter', { type: () => RelationshipFilter, nullable: true, description: 'Default: all open relationships.' })
    filter: RelationshipFilter | null | undefined,
    @Args(SEARCH) search: string | null | undefined,
    @Args() vantage: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<RelationshipCounts> {
    checkSearch(actor, search);
    const { views, asOf, scope, freshness } = await this.asOfQueries.viewsFor(vantage, actor);
    const counts = await views.relationshipCounts({ ...filterFrom(filter ?? {}), search, scope }, asOf);
    return { ...counts, asOf, freshness };
  }
}
