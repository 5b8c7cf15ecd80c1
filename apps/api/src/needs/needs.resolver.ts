import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Views, type NeedRow } from '#read-models';
import { needIn, type NeedStatus } from '#relationship';
import { Readings } from '../clocks/reading.js';
import { VantageArgs } from '../clocks/vantage-args.js';
import { Relationships } from '../relationships/relationships.js';
import { AFTER, connection, FIRST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { Need, NeedConnection, NeedStatusEnum } from './need.type.js';
import { WaitingCustomer } from './waiting-customer.type.js';

@Resolver(() => Need)
export class NeedsResolver {
  constructor(
    private readonly views: Views,
    private readonly relationships: Relationships,
    private readonly readings: Readings,
  ) {}

  @Query(() => NeedConnection, { description: 'The needs register: what customers asked for, across all of them.' })
  async needs(
    @Args('status', { type: () => NeedStatusEnum, nullable: true, description: 'Left out: whatever the status.' })
    status: NeedStatus | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
    @Args() vantage: VantageArgs,
  ): Promise<ConnectionOf<Need>> {
    const reading = await this.readings.of(vantage);
    const page = reading.views.needs({ status, first: pageSize(first), after });
    return connection<NeedRow, Need>(page, after, reading.freshness, async (row) => new Need(row, reading));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The need in the words of the customer who said it last; null where nobody wrote it down.',
  })
  async need(@Parent() { row: { wordedBy } }: Need): Promise<string | null> {
    if (wordedBy === null) return null;
    const contact = await this.relationships.findContact(wordedBy.contactId, wordedBy.customerId);
    return contact === null ? null : needIn(contact.opened);
  }

  @ResolveField(() => [WaitingCustomer], { description: 'Who waits for it, the longest first.' })
  async waitingCustomers(@Parent() { needId, reading }: Need): Promise<WaitingCustomer[]> {
    const waiting = await (reading?.views ?? this.views).waitingFor([needId]);
    return (waiting.get(needId) ?? []).map((each) => new WaitingCustomer(each, reading?.vantage ?? null));
  }
}
