import { Args, Context, ID, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Views, type RelationshipRow } from '#read-models';
import { turn } from '../edge/graphql/under-way.js';
import { AsOfQueries } from '../clocks/views-as-of.js';
import { VantageArgs } from '../clocks/vantage-args.js';
import { Vantages } from '../clocks/vantages.js';
import { ContactConnection } from './contact-list.js';
import { Contact, ContactType } from './contact.type.js';
import { AFTER, connection, FIRST, PAGE_COST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { FreshnessOfViews } from '../schema/freshness.js';
import { selectedPaths } from '../schema/selected.js';
import { LookUp } from './look-up.js';
import {
  filterFrom,
  listedRelationship,
  RelationshipConnection,
  RelationshipFilter,
  RelationshipOrder,
  rowsSuffice,
  type ListedRelationship,
} from './relationship-list.js';
import { Relationship } from './relationship.type.js';
import { Relationships } from './relationships.js';
import { checkSearch, SEARCH } from './search.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import { Visibility } from '../visibility/visibility.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

@Resolver(() => Relationship)
export class RelationshipsResolver {
  constructor(
    private readonly known: Relationships,
    private readonly views: Views,
    private readonly vantages: Vantages,
    private readonly asOfQueries: AsOfQueries,
    private readonly freshness: FreshnessOfViews,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(READ)
  @Query(() => Relationship, { nullable: true, description: 'One relationship; null before it was opened.' })
  async relationship(
    @Args('customerId', { type: () => ID, description: 'The id of the customer, as callers named it.' })
    customerId: string,
    @Args() vantage: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<Relationship | null> {
    const named = await this.visibility.customerNamed(actor, customerId);
    return this.known.find(named, await this.vantages.of(vantage));
  }

  @Allowed(READ)
  @Query(() => RelationshipConnection, {
    description: 'Relationships, correct at the time of the query.',
    complexity: PAGE_COST,
  })
  async relationships(
    @Args('filter', { type: () => RelationshipFilter, nullable: true, description: 'Default: all open relationships.' })
    filter: RelationshipFilter | null | undefined,
    @Args('orderBy', {
      type: () => RelationshipOrder,
      nullable: true,
      description: 'Default: the lowest score first.',
    })
    orderBy: RelationshipOrder | null | undefined,
    @Args(SEARCH) search: string | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Args() vantage: VantageArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionOf<Relationship | ListedRelationship>> {
    checkSearch(actor, search, orderBy);
    const viewsAsOf = await this.asOfQueries.viewsFor(vantage, actor);
    const page = viewsAsOf.views.relationships({
      filter: { ...filterFrom(filter ?? {}), search, scope: viewsAsOf.scope },
      orderBy: orderBy ?? undefined,
      first: pageSize(first),
      after,
      now: viewsAsOf.asOf,
    });
    const areEnough = rowsSuffice(selectedPaths(info));
    const inFull = async (customerId: string) => {
      await turn();
      return this.known.find(customerId, viewsAsOf.vantage);
    };
    return connection<RelationshipRow, Relationship | ListedRelationship>(
      page,
      after,
      viewsAsOf.freshness,
      async (row) => (areEnough ? listedRelationship(row, viewsAsOf) : inFull(row.customerId)),
    );
  }

  @ResolveField(() => ContactConnection, {
    description: 'Its contacts up to `asOf`, the latest first.',
    complexity: PAGE_COST,
  })
  contacts(
    @Parent() parent: Relationship | ListedRelationship,
    @Args('types', { type: () => [ContactType], nullable: true, description: 'Only these types. Default: all.' })
    types: readonly string[] | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
  ): Promise<ConnectionOf<Contact>> {
    const { asOf, basis } = parent;
    const { vantage, recordOf } = basis;
    const freshness = this.freshness.take();
    const { knownAt, position } = vantage;
    const filter = { customerId: recordOf, types, occurredBefore: asOf + 1, knownAt, upToPosition: position };
    const page = this.views.contacts({ filter, first: pageSize(first), after });
    const lookUp = parent instanceof Relationship ? LookUp.within(this.known, parent) : new LookUp(this.known, vantage);
    return connection(page, after, freshness, async ({ contact }) => lookUp.contact(contact));
  }
}
