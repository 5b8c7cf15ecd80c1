import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Allowed, SUBSCRIBE } from '../edge/auth/rights.js';
import type { AtPresent } from '../edge/graphql/at-present.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Relationships } from '../relationships/relationships.js';
import { Starts } from './starts.js';
import { atPresent, iterator } from './iterator.js';
import { Present } from './recorded-facts.js';
import { TrustChange } from './trust-change.type.js';
import { NewestChanges } from './newest-changes.js';
import { TrustChanges, type Listener } from './trust-changes.js';
import { MOST_WAITING, WhenSlowEnum, type WhenSlow } from './when-slow.js';

@Resolver()
export class TrustChangedResolver {
  constructor(
    private readonly changes: TrustChanges,
    private readonly newest: NewestChanges,
    private readonly relationships: Relationships,
    private readonly starts: Starts,
  ) {}

  @Allowed(SUBSCRIBE)
  @Subscription(() => TrustChange, {
    description:
      'Every change of trust that a contact, time or another active model causes, each once the lists show it, from any change on and then as they come. A model that becomes active is told for each relationship whose trust it changes, in the order in which they were opened. Reconnect with the `cursor` of the last change as `after`: what happened in between comes first, and nothing is missed or sent twice.',
    resolve: (change: TrustChange) => change,
  })
  async trustChanged(
    @Args('customerIds', { type: () => [ID], nullable: true, description: 'Only these customers. Default: all.' })
    customerIds: readonly string[] | null | undefined,
    @Args('owner', {
      type: () => String,
      nullable: true,
      description: 'Only relationships that this account manager is responsible for. Default: all.',
    })
    owner: string | null | undefined,
    @Args('after', {
      type: () => String,
      nullable: true,
      description:
        'The change to start after: its `cursor`; or a log position, "0" for the start of the log. Default: from now on.',
    })
    after: string | null | undefined,
    @Args('whenSlow', {
      type: () => WhenSlowEnum,
      defaultValue: 'LATER',
      description:
        'What happens when changes come faster than they are read. Nothing is kept for a subscriber but its place in the log.',
    })
    whenSlow: WhenSlow,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<TrustChange | AtPresent>> {
    const cursor = await this.starts.after(after, context);
    const idsOf = (each: string) => this.relationships.idsOf(each);
    const customers = customerIds == null ? null : new Set((await Promise.all(customerIds.map(idsOf))).flat());
    const { reader, end } = this.starts.begin(after, context);
    const listener: Listener = {
      actor: context.actor,
      filter: { customerIds: customers, owner: owner ?? null },
      reader: whenSlow === 'CLOSE' ? { ...reader, mostWaiting: MOST_WAITING } : reader,
    };
    const changes = (whenSlow === 'NEWEST' ? this.newest : this.changes).after(cursor, listener);
    const telling = [customers === null ? null : [...customers].sort(), owner ?? null, whenSlow];
    const next = async () => {
      const { value } = await changes.next();
      return value instanceof Present ? atPresent(value, telling) : (value ?? null);
    };
    // The generator may be waiting for the next change, so its end is not awaited.
    return iterator(next, end);
  }
}
