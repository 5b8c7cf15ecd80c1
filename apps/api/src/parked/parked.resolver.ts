import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ContactLog, streamOf } from '#contact-log';
import { listParked, Projector } from '#read-models';
import { ParkedEvents, RetryParkedInput, RetryParkedPayload } from './parked.type.js';
import { Allowed, ADMINISTER } from '../edge/auth/rights.js';

@Resolver()
export class ParkedResolver {
  constructor(
    private readonly projector: Projector,
    private readonly log: ContactLog,
  ) {}

  @Allowed(ADMINISTER)
  @Query(() => ParkedEvents, {
    description: 'What the lists do not show, because it cannot be projected. Everything else is current.',
  })
  async parked(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'The most events to return, 1 to 200.' })
    first: number,
  ): Promise<ParkedEvents> {
    const found = await listParked(this.projector.db, Math.max(1, first));
    const events = found.map(({ position, ...event }) => ({ ...event, position: String(position) }));
    return { total: await this.projector.parked(), events };
  }

  @Allowed(ADMINISTER)
  @Mutation(() => RetryParkedPayload, {
    description:
      'Projects parked events again, of each relationship all or none. Call it once their cause is gone; a start does it, too.',
  })
  async retryParked(
    @Args('input', { type: () => RetryParkedInput }) { customerId }: RetryParkedInput,
  ): Promise<RetryParkedPayload> {
    const streams = customerId == null ? undefined : [streamOf(await this.log.customerNamed(customerId))];
    const released = await this.projector.retryParked(streams);
    return { released, left: await this.projector.parked() };
  }
}
