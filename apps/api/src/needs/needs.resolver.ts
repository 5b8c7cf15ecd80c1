import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Views, type NeedRow } from '#read-models';
import { needIn, type NeedStatus } from '#relationship';
import { AsOfQueries } from '../clocks/views-as-of.js';
import { VantageArgs } from '../clocks/vantage-args.js';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { AFTER, connection, FIRST, PAGE_COST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { Need, NeedConnection, NeedStatusEnum } from './need.type.js';
import { WaitingCustomer } from './waiting-customer.type.js';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

@Resolver(() => Need)
export class NeedsResolver {
  constructor(
    private readonly views: Views,
    private readonly relationships: Relationships,
    private readonly asOfQueries: AsOfQueries,
  ) {}

  @Allowed(READ)
  @Query(() => NeedConnection, {
    complexity: PAGE_COST,
    description: 'The needs register: what customers asked for, across all customers.',
  })
  async needs(
    @Args('status', {
      type: () => NeedStatusEnum,
      nullable: true,
      description: 'Only needs with this status. Default: all.',
    })
    status: NeedStatus | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Args() vantage: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionOf<Need>> {
    const viewsAsOf = await this.asOfQueries.viewsFor(vantage, actor);
    const { scope } = viewsAsOf;
    const page = viewsAsOf.views.needs({ status, first: pageSize(first), after, scope });
    return connection<NeedRow, Need>(page, after, viewsAsOf.freshness, async (row) => new Need(row, scope, viewsAsOf));
  }

  @Allowed(READ_TEXT)
  @ResolveField(() => String, {
    nullable: true,
    description: 'The need in the words of the customer who asked last; null if nobody wrote it down.',
  })
  async need(@Parent() { row: { wordedBy } }: Need): Promise<string | null> {
    if (wordedBy === null) return null;
    const contact = await this.relationships.recorded(wordedBy.contactId, wordedBy.customerId);
    return contact === null ? null : needIn(this.relationships.opened(contact));
  }

  @ResolveField(() => [WaitingCustomer], { description: 'Who waits for it, the longest wait first.' })
  async waitingCustomers(@Parent() { needId, scope, seenIn }: Need): Promise<WaitingCustomer[]> {
    const waiting = await (seenIn?.views ?? this.views).waitingFor([needId], scope);
    const lookUp = new LookUp(this.relationships, seenIn?.vantage ?? NOW);
    return (waiting.get(needId) ?? []).map((each) => new WaitingCustomer(each, lookUp));
  }
}
