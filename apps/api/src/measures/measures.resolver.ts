import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { EVERY_RELATIONSHIP } from '../edge/graphql/cost.js';
import { ClockArgs } from '../clocks/vantage-args.js';
import { FROM, periodOf, TO } from './period.js';
import { Measures, MeasuresFilter } from './measures.type.js';
import { Measuring } from './measuring.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';

@Resolver()
export class MeasuresResolver {
  constructor(private readonly measuring: Measuring) {}

  @Allowed(READ)
  @Query(() => Measures, {
    complexity: EVERY_RELATIONSHIP,
    description:
      'How we served, over all relationships or some of them. It reads every contact of each, so it is slow for many relationships.',
  })
  measures(
    @Args('filter', { type: () => MeasuresFilter, nullable: true, description: 'Default: all relationships.' })
    filter: MeasuresFilter | null | undefined,
    @Args(FROM) from: string | null | undefined,
    @Args(TO) to: string | null | undefined,
    @Args() clocks: ClockArgs,
    @Context() { actor }: RequestContext,
  ): Promise<Measures> {
    return this.measuring.of(filter ?? {}, periodOf(from, to), clocks, actor);
  }
}
