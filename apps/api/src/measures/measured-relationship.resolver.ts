import { Args, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { firstToTellRate, measure, type Measures as Measured, type Period } from '#relationship';
import { COMPUTED } from '../edge/graphql/cost.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Duration } from '../schema/duration.js';
import { Measures } from './measures.type.js';
import { FROM, periodOf, TO } from './period.js';
import { quantilesOf } from './quantiles.js';

const ALL_TIME: Period = { from: -Infinity, before: Infinity };

@Resolver(() => Relationship)
export class MeasuredRelationshipResolver {
  @ResolveField(() => Measures, {
    description: 'How we served this customer, at the `asOf` of the relationship.',
    complexity: COMPUTED,
  })
  measures(
    @Parent() relationship: Relationship,
    @Args(FROM) from: string | null | undefined,
    @Args(TO) to: string | null | undefined,
  ): Measures {
    const period = periodOf(from, to);
    return new Measures(measured(relationship, period), period, 1);
  }

  @ResolveField(() => Duration, {
    nullable: true,
    description:
      'Median time from when we knew of an issue until we told the customer, over all issues of the relationship; null if none was told.',
  })
  timeToInform(@Parent() relationship: Relationship): number | null {
    return quantilesOf(measured(relationship, ALL_TIME).timesToInformMs)?.median ?? null;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Share of all bad news that the customer heard from us first, 0 to 1; null if there was no bad news.',
  })
  firstToTellRate(@Parent() relationship: Relationship): number | null {
    return firstToTellRate(measured(relationship, ALL_TIME));
  }
}

const measured = ({ basis }: Relationship, period: Period): Measured => measure(basis.timeline, period, basis.asOf);
