import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import { Metrics } from '../edge/metrics/metrics.js';
import { AssignPortfolio } from './assign-portfolio.js';
import { AssignPortfolioInput, AssignPortfolioPayload } from './portfolio.type.js';
import { Allowed, HAND_OVER } from '../edge/auth/rights.js';

@Resolver()
export class PortfolioResolver {
  constructor(
    private readonly commands: CommandBus,
    private readonly metrics: Metrics,
  ) {}

  @Allowed(HAND_OVER)
  @Mutation(() => AssignPortfolioPayload, {
    description:
      'One account manager takes over the relationships of another, permanently or, as holiday cover, until a time. Records OwnerAssigned in each of these relationships.',
  })
  async assignPortfolio(
    @Args('input') input: AssignPortfolioInput,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<AssignPortfolioPayload> {
    const { recorded, refusals } = await this.commands.execute(new AssignPortfolio(input, actor, correlationId));
    if (recorded === null) return { assigned: 0, replayed: false, position: null, refused: [], userErrors: refusals };
    const { assigned, replayed, position, refused } = recorded;
    this.metrics.refused(refused.flatMap((each) => each.refusals));
    return {
      assigned,
      replayed,
      position: tokenOf(position),
      refused: refused.map(({ customerId, refusals: userErrors }) => ({ customerId, userErrors })),
      userErrors: [],
    };
  }
}
