import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { TrustChange } from './trust-change.type.js';
import { TrustChanges } from './trust-changes.js';

@Resolver()
export class TrustChangedResolver {
  constructor(private readonly changes: TrustChanges) {}

  @Subscription(() => TrustChange, {
    description:
      'Every change of trust by a contact or by time from now on, each once the lists show it; that another model is made active is not told here. A subscriber that reads more slowly than things change is left with the newest of each customer.',
    resolve: (change: TrustChange) => change,
  })
  trustChanged(
    @Args('customerIds', { type: () => [ID], nullable: true, description: 'Of these customers. Left out: of all.' })
    customerIds: readonly string[] | null | undefined,
    @Args('owner', {
      type: () => String,
      nullable: true,
      description: 'Of the relationships that this account manager answers for. Left out: of all.',
    })
    owner: string | null | undefined,
  ): AsyncIterableIterator<TrustChange> {
    return this.changes.listen({ customerIds, owner });
  }
}
