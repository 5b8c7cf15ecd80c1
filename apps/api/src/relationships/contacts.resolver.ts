import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ContactLog } from '#contact-log';
import { timelineFrom, Views } from '#read-models';
import { toMs } from '#relationship';
import { COMPUTED } from '../edge/graphql/cost.js';
import { ClockArgs } from '../clocks/vantage-args.js';
import { Vantages } from '../clocks/vantages.js';
import { LookUp } from './look-up.js';
import { Relationships } from './relationships.js';
import { AFTER, connection, FIRST, PAGE_COST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { FreshnessOfViews } from '../schema/freshness.js';
import { ContactEffect } from './contact-effect.type.js';
import { ContactConnection, ContactFilter } from './contact-list.js';
import { Contact } from './contact.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import { Visibility } from '../visibility/visibility.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

@Resolver(() => Contact)
export class ContactsResolver {
  constructor(
    private readonly views: Views,
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
    private readonly freshness: FreshnessOfViews,
    private readonly vantages: Vantages,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(READ)
  @Query(() => ContactConnection, {
    description: 'Contacts as recorded, the latest `occurredAt` first.',
    complexity: PAGE_COST,
  })
  async contacts(
    @Args('filter', { type: () => ContactFilter, nullable: true, description: 'Default: all contacts.' })
    filter: ContactFilter | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Args() clocks: ClockArgs,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionOf<Contact>> {
    const { customerId: customer, types, occurredFrom, occurredBefore, recordedFrom, recordedBefore } = filter ?? {};
    const vantage = await this.vantages.of(clocks);
    const { asOf, knownAt, position } = vantage;
    const happenedBefore = [occurredBefore == null ? null : toMs(occurredBefore), asOf === null ? null : asOf + 1];
    const freshness = this.freshness.take();
    const { scope } = await this.visibility.of(actor);
    const page = this.views.contacts({
      filter: {
        customerId: customer == null ? null : await this.visibility.customerNamed(actor, customer),
        scope,
        types,
        occurredFrom: occurredFrom == null ? null : toMs(occurredFrom),
        occurredBefore: earliestOf(happenedBefore),
        recordedFrom: recordedFrom == null ? null : toMs(recordedFrom),
        recordedBefore: recordedBefore == null ? null : toMs(recordedBefore),
        knownAt,
        upToPosition: position,
      },
      first: pageSize(first),
      after,
    });
    const lookUp = new LookUp(this.relationships, vantage);
    return connection(page, after, freshness, async ({ contact }) => lookUp.contact(contact));
  }

  @Allowed(READ)
  @ResolveField(() => Boolean, { description: 'Whether it was retracted, so that it does not count.' })
  async retracted(@Parent() { recorded, vantage }: Contact): Promise<boolean> {
    const whole = await this.log.timelineOf(recorded.data.customerId);
    // A retraction counts as soon as it is known, whatever `asOf` is.
    const known = whole === null ? null : timelineFrom(whole, { ...vantage, asOf: null });
    return known?.isRetracted(recorded.id) ?? false;
  }

  @Allowed(READ)
  @ResolveField(() => ContactEffect, {
    nullable: true,
    complexity: COMPUTED,
    description:
      'What it does to the score at the time of the query, or why nothing. Null if the relationship is not open then. prior + the points of all contacts + cap = score.',
  })
  effect(@Parent() contact: Contact): Promise<object | null> {
    return contact.readEffect();
  }
}

function earliestOf(times: readonly (number | null)[]): number | null {
  const given = times.filter((time) => time !== null);
  return given.length === 0 ? null : Math.min(...given);
}
