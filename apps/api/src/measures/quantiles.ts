import { Field, Int, ObjectType } from '@nestjs/graphql';
import { quantileSorted } from 'simple-statistics';
import { Duration } from '../schema/duration.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'The distribution of durations. Values between two durations are interpolated.' })
export class DurationQuantiles {
  @Field(() => Int, { description: 'How many durations there are; 1 or more.' })
  readonly count!: number;
  @Field(() => Duration, { description: 'Half of them are this long or shorter.' })
  readonly median!: number;
  @Field(() => Duration, { description: 'Nine in ten of them are this long or shorter.' })
  readonly percentile90!: number;
}

/** @param durations milliseconds, in any order @returns null if there are none */
export function quantilesOf(durations: readonly number[]): DurationQuantiles | null {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  return {
    count: sorted.length,
    median: quantileSorted(sorted, 0.5),
    percentile90: quantileSorted(sorted, 0.9),
  };
}
