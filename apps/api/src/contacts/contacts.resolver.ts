import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ContactLog } from '#contact-log';
import { Views } from '#read-models';
import { toMs } from '#relationship';
import { Relationships } from '../relationships/relationships.js';
import { AFTER, connection, FIRST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { FreshnessOfViews } from '../schema/freshness.js';
import { ContactConnection, ContactFilter } from './contact-list.js';
import { Contact } from './contact.type.js';

@Resolver(() => Contact)
export class ContactsResolver {
  constructor(
    private readonly views: Views,
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
    private readonly freshness: FreshnessOfViews,
  ) {}

  @Query(() => ContactConnection, { description: 'Contacts as recorded, the latest to happen first.' })
  contacts(
    @Args('filter', { type: () => ContactFilter, nullable: true, description: 'Left out: all of them.' })
    filter: ContactFilter | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
  ): Promise<ConnectionOf<Contact>> {
    const { customerId, types, occurredFrom, occurredBefore } = filter ?? {};
    const freshness = this.freshness.take();
    const page = this.views.contacts({
      filter: {
        customerId,
        types,
        occurredFrom: occurredFrom == null ? null : toMs(occurredFrom),
        occurredBefore: occurredBefore == null ? null : toMs(occurredBefore),
      },
      first: pageSize(first),
      after,
    });
    return connection(page, after, freshness, async ({ contact }) => this.relationships.contact(contact));
  }

  @ResolveField(() => Boolean, { description: 'Whether it was taken back, so that it counts as if it never was.' })
  async retracted(@Parent() { recorded }: Contact): Promise<boolean> {
    const timeline = await this.log.timelineOf(recorded.data.customerId);
    return timeline?.isRetracted(recorded.id) ?? false;
  }
}
