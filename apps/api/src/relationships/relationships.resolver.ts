import { Args, ID, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Views, type RelationshipRow } from '#read-models';
import { toMs } from '#relationship';
import { Clock } from '../clock.js';
import { ContactConnection } from '../contacts/contact-list.js';
import { Contact, ContactType } from '../contacts/contact.type.js';
import { AFTER, connection, FIRST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { FreshnessOfViews } from '../schema/freshness.js';
import { selectedPaths } from '../schema/selected.js';
import {
  listedRelationship,
  RelationshipConnection,
  RelationshipFilter,
  RelationshipOrder,
  rowsSuffice,
  type ListedRelationship,
} from './relationship-list.js';
import { Relationship } from './relationship.type.js';
import { Relationships } from './relationships.js';

@Resolver(() => Relationship)
export class RelationshipsResolver {
  constructor(
    private readonly known: Relationships,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly freshness: FreshnessOfViews,
  ) {}

  @Query(() => Relationship, { nullable: true, description: 'One relationship; null before it was opened.' })
  relationship(
    @Args('customerId', { type: () => ID, description: 'The customer, as the caller named it.' }) customerId: string,
    @Args('asOf', {
      type: () => DateTime,
      nullable: true,
      description: 'As it stood at this time, of what is known now. Left out: now. One that lies ahead equals waiting.',
    })
    asOf: string | null | undefined,
  ): Promise<Relationship | null> {
    return this.known.find(customerId, asOf == null ? undefined : toMs(asOf));
  }

  @Query(() => RelationshipConnection, { description: 'Relationships, right at the time of the query.' })
  relationships(
    @Args('filter', { type: () => RelationshipFilter, nullable: true, description: 'Left out: all that are open.' })
    filter: RelationshipFilter | null | undefined,
    @Args('orderBy', {
      type: () => RelationshipOrder,
      nullable: true,
      description: 'Left out: the lowest score first.',
    })
    orderBy: RelationshipOrder | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<Relationship | ListedRelationship>> {
    const now = this.clock.now();
    const freshness = this.freshness.take();
    const page = this.views.relationships({
      filter: filter ?? {},
      orderBy: orderBy ?? undefined,
      first: pageSize(first),
      after,
      now,
    });
    const areEnough = rowsSuffice(selectedPaths(info));
    return connection<RelationshipRow, Relationship | ListedRelationship>(page, after, freshness, async (row) =>
      areEnough ? listedRelationship(row, now, this.known.model.id) : this.known.find(row.customerId),
    );
  }

  @ResolveField(() => ContactConnection, { description: 'Its contacts up to the time shown, the latest first.' })
  contacts(
    @Parent() { customerId, asOf }: ListedRelationship,
    @Args('types', { type: () => [ContactType], nullable: true, description: 'Of these types. Left out: of all.' })
    types: readonly string[] | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
  ): Promise<ConnectionOf<Contact>> {
    const freshness = this.freshness.take();
    const filter = { customerId, types, occurredBefore: asOf + 1 };
    const page = this.views.contacts({ filter, first: pageSize(first), after });
    return connection(page, after, freshness, async ({ contact }) => this.known.contact(contact));
  }
}
