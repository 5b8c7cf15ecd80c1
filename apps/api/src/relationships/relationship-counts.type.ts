import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { TrustBand } from '#trust';
import { Allowed, READ } from '../edge/auth/rights.js';
import { costOnce } from '../edge/graphql/cost.js';
import { DateTime } from '../schema/date-time.js';
import { Freshness } from '../schema/freshness.js';
import { TrustBandEnum } from '../schema/trust-band.js';

@Allowed(READ)
@ObjectType({ description: 'How many relationships are in a band.' })
export class BandCount {
  @Field(() => TrustBandEnum, { description: 'The band.' })
  readonly band!: TrustBand;
  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@Allowed(READ)
@ObjectType({ description: 'How many relationships an account manager is responsible for.' })
export class OwnerCount {
  @Field(() => String, { nullable: true, description: 'The account manager; null for those of nobody.' })
  readonly owner!: string | null;
  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@Allowed(READ)
@ObjectType({ description: 'How many relationships are in a segment.' })
export class SegmentCount {
  @Field(() => String, { nullable: true, description: 'The segment; null for those without one.' })
  readonly segment!: string | null;
  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@Allowed(READ)
@ObjectType({
  description:
    'How many relationships match a filter, and how they are spread. The counts by band leave out the band of the filter, those by owner its owner and those by segment its segment: so they say what another choice would show.',
})
export class RelationshipCounts {
  @Field(() => Int, { description: 'How many match the whole filter.' })
  readonly total!: number;
  @Field(() => [BandCount], { complexity: costOnce, description: 'By band: every band, also with 0.' })
  readonly byBand!: readonly BandCount[];
  @Field(() => [OwnerCount], {
    complexity: costOnce,
    description: 'By who is responsible at the time of the query, holiday cover included; the most first.',
  })
  readonly byOwner!: readonly OwnerCount[];
  @Field(() => [SegmentCount], { complexity: costOnce, description: 'By segment, the most first.' })
  readonly bySegment!: readonly SegmentCount[];
  @Field(() => DateTime, { description: 'The time of the counts.' })
  readonly asOf!: number;
  @Field(() => Freshness, { description: 'How far behind the log they are.' })
  readonly freshness!: Freshness;
}
