import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { MINUTE_MS } from '#relationship';
import { Allowed, READ } from '../edge/auth/rights.js';
import { DateTime } from '../schema/date-time.js';
import type { Feed } from './feeds.js';

@Allowed(READ)
@ObjectType('SourceFeed', {
  description:
    'A source that is fed again and again, and how new what it brought is. While it is stale, what it did not bring may have happened all the same.',
})
export class SourceFeed {
  constructor(private readonly feed: Feed) {}

  @Field(() => ID, { description: 'The name of the source, which is that of its folder.' })
  get name(): string {
    return this.feed.name;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the newest of its contacts happened; null if there is none.',
  })
  get newestAt(): number | null {
    return this.feed.newestAt;
  }

  @Field(() => Float, { description: 'How old its newest contact may be, minutes: `expect` in its source.yaml.' })
  get expectedWithinMinutes(): number {
    return this.feed.everyMs / MINUTE_MS;
  }

  @Field(() => Boolean, { description: 'Whether its newest contact is older than that now, or there is none.' })
  get stale(): boolean {
    return this.feed.isStale;
  }
}
