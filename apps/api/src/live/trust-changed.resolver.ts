import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Relationships } from '../relationships/relationships.js';
import { TrustChange } from './trust-change.type.js';
import { TrustChanges } from './trust-changes.js';
import { Allowed, SUBSCRIBE } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

@Resolver()
export class TrustChangedResolver {
  constructor(
    private readonly changes: TrustChanges,
    private readonly relationships: Relationships,
  ) {}

  @Allowed(SUBSCRIBE)
  @Subscription(() => TrustChange, {
    description:
      'Every change of trust that a contact or time causes, from now on, each once the lists show it. The activation of another model is not sent. A slow subscriber gets only the newest change of each customer; one that is too slow gets the error SUBSCRIBER_TOO_SLOW.',
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
    @Context() { actor }: RequestContext,
  ): Promise<AsyncIterableIterator<TrustChange>> {
    const named = (each: string) => this.relationships.customerNamed(each);
    const customers = customerIds && (await Promise.all(customerIds.map(named)));
    return this.changes.listen({ customerIds: customers, owner }, actor);
  }
}
