import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CALLS_OWED_ORDERS, type CallsOwedOrder, type OwedRow } from '#read-models';
import type { ObligationKind } from '#relationship';
import { AsOfQueries } from '../clocks/views-as-of.js';
import { VantageArgs } from '../clocks/vantage-args.js';
import { LookUp } from '../relationships/look-up.js';
import { Contact } from '../relationships/contact.type.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { AFTER, connection, FIRST, PAGE_COST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { registerEnum } from '../schema/field-type.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { Obligation, ObligationConnection } from './obligation.type.js';
import { PromiseForecast } from './promise-forecast.type.js';
import { listedObligation } from './obligations.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

const Order = registerEnum('CallsOwedOrder', CALLS_OWED_ORDERS, 'In which order the worklist is.', {
  POINTS: 'By points at stake / (1 + days left).',
  RISK_TIMES_POINTS:
    'The same, but the points of an open promise count times its risk. What is overdue and what is no promise counts in full. If the query names another time or a model there are no forecasts, and it is the order by points.',
});

@Resolver(() => Obligation)
export class ObligationsResolver {
  constructor(
    private readonly asOfQueries: AsOfQueries,
    private readonly relationships: Relationships,
  ) {}

  @Allowed(READ)
  @Query(() => ObligationConnection, {
    complexity: PAGE_COST,
    description: 'The worklist: what we owe to customers, across all relationships, most urgent first.',
  })
  async callsOwed(
    @Args('owner', {
      type: () => String,
      nullable: true,
      description:
        'Only of relationships that this account manager is responsible for now, holiday cover included. Default: all.',
    })
    owner: string | null | undefined,
    @Args('dueWithinMinutes', {
      type: () => Int,
      nullable: true,
      description:
        'Only what is due within this many minutes from now; what is overdue is always included. Default: any due time.',
    })
    dueWithinMinutes: number | null | undefined,
    @Args('kinds', {
      type: () => [ObligationKindEnum],
      nullable: true,
      description: 'Only these kinds; an empty list matches nothing. Default: all.',
    })
    kinds: readonly ObligationKind[] | null | undefined,
    @Args('orderBy', { type: () => Order, defaultValue: 'POINTS', description: 'HEADS_UP comes first in any order.' })
    orderBy: CallsOwedOrder,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Args() vantage: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionOf<Obligation>> {
    const { views, asOf, freshness, vantage: from, scope } = await this.asOfQueries.viewsFor(vantage, actor);
    const filter = { owner, dueWithinMinutes, kinds, scope };
    const page = views.callsOwed({ ...filter, orderBy, first: pageSize(first), after, now: asOf });
    const lookUp = new LookUp(this.relationships, from);
    return connection<OwedRow, Obligation>(page, after, freshness, async (row) => listedObligation(row, asOf, lookUp));
  }

  @ResolveField(() => PromiseForecast, {
    nullable: true,
    description:
      'How likely the promise is to be missed. Null for all kinds but DELIVER, for a promise that is overdue, and if the query names another time or a model: it rests on the answers of all customers, which are summed up to now only.',
  })
  forecast(@Parent() { owed }: Obligation): Promise<PromiseForecast | null> {
    return owed.forecast();
  }

  @ResolveField(() => Contact, {
    nullable: true,
    description: 'The contact that caused it; null if that was retracted meanwhile.',
  })
  contact(@Parent() { owed }: Obligation): Promise<Contact | null> {
    return owed.lookUp.findContact(owed.causeEventId, owed.customerId);
  }

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship, at the same times as the obligation; null if its opening was retracted meanwhile.',
  })
  relationship(@Parent() { owed }: Obligation): Promise<Relationship | null> {
    return owed.lookUp.find(owed.customerId);
  }
}
