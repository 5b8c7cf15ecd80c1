import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { StressRun } from '#read-models';
import { TRUST_BANDS, type StressSummary, type StressTotals as Totals } from '#trust';
import { compareText } from '#relationship';
import type { Money } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { Freshness } from '../schema/freshness.js';
import { MoneyObject } from '../schema/money.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { RemedySearch, searchOf } from './stressed-relationship.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'The progress of a stress test.' })
export class StressProgress {
  @Field(() => Int, { description: 'Relationships tested so far, 0 to `total`.' })
  readonly done!: number;
  @Field(() => Int, {
    description: 'All open relationships, including those that the filter leaves out.',
  })
  readonly total!: number;
}

@Allowed(READ)
@ObjectType({ description: 'How many relationships move from one band to another.' })
export class StressCrossing {
  @Field(() => TrustBandEnum, { description: 'The band before.' })
  readonly from!: string;
  @Field(() => TrustBandEnum, { description: 'The band after; never equal to `from`.' })
  readonly to!: string;
  @Field(() => Int, { description: 'How many; 1 or more.' })
  readonly count!: number;
}

/** Removes rounding errors of the addition: no currency has more than four decimals. */
const toMinorUnit = (amount: number): number => Math.round(amount * 10_000) / 10_000;

@Allowed(READ)
@ObjectType({ description: 'What a hypothetical does to a group of relationships.' })
export class StressTotals {
  constructor(private readonly totals: Totals) {}

  @Field(() => Int, { description: 'Number of relationships that it affects.' })
  get concerned(): number {
    return this.totals.concerned;
  }

  @Field(() => Float, { description: 'Points that all of them lose together, minus points that others gain.' })
  get pointsLost(): number {
    return this.totals.lost;
  }

  @Field(() => [StressCrossing], {
    description: 'How many move from which band to which, the highest band first.',
  })
  get crossings(): StressCrossing[] {
    const place = (band: string) => TRUST_BANDS.findIndex((each) => each === band);
    return this.totals.crossings.toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  }

  @Field(() => Int, { description: 'How many fall into a worse band, or into INSUFFICIENT_EVIDENCE.' })
  get falling(): number {
    return this.totals.fell;
  }

  @Field(() => Int, { description: 'How many of these keep their band if the calls are made.' })
  get kept(): number {
    return this.totals.kept;
  }

  @Field(() => [MoneyObject], {
    description:
      'The value of those that fall out of their band: one amount per currency, by currency code. Amounts in different currencies are never added. Those without a value add nothing.',
  })
  get valueAtRisk(): Money[] {
    return [...this.totals.valueAtRisk]
      .map(([currency, amount]) => ({ amount: toMinorUnit(amount), currency }))
      .sort((a, b) => compareText(a.currency, b.currency));
  }

  @Field(() => Int, { description: 'Number of calls for that: the smallest sets of all of them, added up.' })
  get calls(): number {
    return this.totals.calls;
  }

  @Field(() => RemedySearch, { description: 'OPTIMAL if no smaller set exists for any of them; else GREEDY.' })
  get search(): string {
    return searchOf(this.totals.isFewest);
  }
}

@Allowed(READ)
@ObjectType({ description: 'What a hypothetical does to the relationships of one owner.' })
export class StressOfOwner {
  @Field(() => String, { nullable: true, description: 'Who is responsible for them; null if nobody is.' })
  readonly owner!: string | null;
  @Field(() => StressTotals, { description: 'The totals of these relationships.' })
  readonly totals!: StressTotals;
}

@Allowed(READ)
@ObjectType({ description: 'What a hypothetical does to one customer segment.' })
export class StressOfSegment {
  @Field(() => String, { nullable: true, description: 'The customer segment; null if none was given.' })
  readonly segment!: string | null;
  @Field(() => StressTotals, { description: 'The totals of its relationships.' })
  readonly totals!: StressTotals;
}

/** State and progress are read once, so that all fields of an answer agree. */
@Allowed(READ)
@ObjectType({
  description:
    'What a hypothetical would do to all relationships. Each is assessed as if the hypothetical had happened. Nothing is written. The test runs in the background; until it is complete, `progress` shows how far it is.',
})
export class StressTest {
  @Field(() => Boolean, { description: 'Whether it is done; until then most fields are null.' })
  readonly isComplete: boolean;
  @Field(() => StressProgress, { description: 'Its progress.' })
  readonly progress: StressProgress;
  private readonly summary: StressSummary | null;

  constructor(
    readonly run: StressRun,
    freshness: Freshness,
  ) {
    this.summary = run.summary;
    this.progress = run.progress;
    this.isComplete = run.summary !== null;
    this.freshness = freshness;
  }

  @Field(() => ID, { description: 'The id for `stressTestById`; valid for ten minutes after the last query for it.' })
  get id(): string {
    return this.run.id;
  }

  @Field(() => DateTime, { description: 'The time of the query, at which the hypothetical begins.' })
  get asOf(): number {
    return this.run.question.asOf;
  }

  @Field(() => [String], {
    nullable: true,
    description:
      'The ids of the models of the assessments; segments may have different models; null until it is complete.',
  })
  get models(): readonly string[] | null {
    return this.summary?.models ?? null;
  }

  @Field(() => Freshness, { description: 'How far the tested relationships are behind the log.' })
  readonly freshness: Freshness;

  @Field(() => StressTotals, {
    nullable: true,
    description: 'The totals of all that it affects; null until it is complete.',
  })
  get totals(): StressTotals | null {
    return this.summary === null ? null : new StressTotals(this.summary.totals);
  }

  @Field(() => [StressOfOwner], {
    nullable: true,
    description:
      'The totals by who was responsible at the time of the query, the most points lost first; null until it is complete.',
  })
  get byOwner(): StressOfOwner[] | null {
    return this.summary === null ? null : mostLostFirst(this.summary.byOwner, (owner, totals) => ({ owner, totals }));
  }

  @Field(() => [StressOfSegment], {
    nullable: true,
    description: 'The totals by customer segment, the most points lost first; null until it is complete.',
  })
  get bySegment(): StressOfSegment[] | null {
    if (this.summary === null) return null;
    return mostLostFirst(this.summary.bySegment, (segment, totals) => ({ segment, totals }));
  }
}

type Groups = ReadonlyMap<string | null, Totals>;

/** Ties are ordered by name, null last. */
const mostLostFirst = <T>(groups: Groups, made: (name: string | null, totals: StressTotals) => T): T[] =>
  [...groups]
    .toSorted(
      ([a, { lost: ofA }], [b, { lost: ofB }]) => ofB - ofA || (a === null ? 1 : b === null ? -1 : compareText(a, b)),
    )
    .map(([name, totals]) => made(name, new StressTotals(totals)));
