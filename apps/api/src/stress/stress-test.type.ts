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

@ObjectType({ description: 'How far a stress test is.' })
export class StressProgress {
  @Field(() => Int, { description: 'Relationships looked at so far, 0 to `total`.' })
  readonly done!: number;
  @Field(() => Int, {
    description: 'Open relationships of the whole book, those that the filter leaves out among them.',
  })
  readonly total!: number;
}

@ObjectType({ description: 'How many relationships go from one band to another.' })
export class StressCrossing {
  @Field(() => TrustBandEnum, { description: 'The band before.' })
  readonly from!: string;
  @Field(() => TrustBandEnum, { description: 'The band after; never the same.' })
  readonly to!: string;
  @Field(() => Int, { description: 'How many; 1 or more.' })
  readonly count!: number;
}

/** No currency has more than four decimals: what is beyond them came from adding. */
const toMinorUnit = (amount: number): number => Math.round(amount * 10_000) / 10_000;

@ObjectType({ description: 'What a hypothetical does to some relationships together.' })
export class StressTotals {
  constructor(private readonly totals: Totals) {}

  @Field(() => Int, { description: 'Relationships that it concerns.' })
  get concerned(): number {
    return this.totals.concerned;
  }

  @Field(() => Float, { description: 'Points lost by all of them together, those gained taken off.' })
  get pointsLost(): number {
    return this.totals.lost;
  }

  @Field(() => [StressCrossing], {
    description: 'How many change from which band to which, from the highest band down.',
  })
  get crossings(): StressCrossing[] {
    const place = (band: string) => TRUST_BANDS.findIndex((each) => each === band);
    return this.totals.crossings.toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  }

  @Field(() => Int, { description: 'How many fall out of their band.' })
  get falling(): number {
    return this.totals.fell;
  }

  @Field(() => Int, { description: 'How many of these stay in it after all if the calls are made.' })
  get kept(): number {
    return this.totals.kept;
  }

  @Field(() => [MoneyObject], {
    description:
      'What those that fall out of their band are worth, an amount for each currency, by its code; never added over currencies. Those without a value add nothing.',
  })
  get valueAtRisk(): Money[] {
    return [...this.totals.valueAtRisk]
      .map(([currency, amount]) => ({ amount: toMinorUnit(amount), currency }))
      .sort((a, b) => compareText(a.currency, b.currency));
  }

  @Field(() => Int, { description: 'How many calls that takes: the smallest sets of all of them together.' })
  get calls(): number {
    return this.totals.calls;
  }

  @Field(() => RemedySearch, { description: 'Whether fewer calls cannot keep as many: OPTIMAL where so for each.' })
  get search(): string {
    return searchOf(this.totals.isFewest);
  }
}

@ObjectType({ description: 'What a hypothetical does to the relationships of one owner.' })
export class StressOfOwner {
  @Field(() => String, { nullable: true, description: 'Who answers for them; null where nobody does.' })
  readonly owner!: string | null;
  @Field(() => StressTotals, { description: 'Of these relationships.' })
  readonly totals!: StressTotals;
}

@ObjectType({ description: 'What a hypothetical does to one part of the book.' })
export class StressOfSegment {
  @Field(() => String, { nullable: true, description: 'The part of the book; null where none was said.' })
  readonly segment!: string | null;
  @Field(() => StressTotals, { description: 'Of its relationships.' })
  readonly totals!: StressTotals;
}

/** As it stands when it is answered, so that all fields agree. */
@ObjectType({
  description:
    'What a hypothetical would do to the book, each relationship read by its evidence as if it had come to pass. Nothing is written. It is worked out beside the serving of others; where it takes longer than one waits for it, `progress` says how far it is.',
})
export class StressTest {
  @Field(() => Boolean, { description: 'Whether it is done; until then most of it is null.' })
  readonly isComplete: boolean;
  @Field(() => StressProgress, { description: 'How far it is.' })
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

  @Field(() => ID, { description: 'What `stressTestById` takes; good for ten minutes after it was last asked for.' })
  get id(): string {
    return this.run.id;
  }

  @Field(() => DateTime, { description: 'The time of the question, at which the hypothetical begins.' })
  get asOf(): number {
    return this.run.question.asOf;
  }

  @Field(() => [String], {
    nullable: true,
    description:
      'The ids of the models that weigh the evidence, of different segments perhaps; null until it is complete.',
  })
  get models(): readonly string[] | null {
    return this.summary?.models ?? null;
  }

  @Field(() => Freshness, { description: 'How far behind the log the book is that was put to stress.' })
  readonly freshness: Freshness;

  @Field(() => StressTotals, { nullable: true, description: 'Of all that it concerns; null until it is complete.' })
  get totals(): StressTotals | null {
    return this.summary === null ? null : new StressTotals(this.summary.totals);
  }

  @Field(() => [StressOfOwner], {
    nullable: true,
    description:
      'The same by who answered for them at the time of the question, the most points lost first; null until it is complete.',
  })
  get byOwner(): StressOfOwner[] | null {
    return this.summary === null ? null : mostLostFirst(this.summary.byOwner, (owner, totals) => ({ owner, totals }));
  }

  @Field(() => [StressOfSegment], {
    nullable: true,
    description: 'The same by part of the book, the most points lost first; null until it is complete.',
  })
  get bySegment(): StressOfSegment[] | null {
    if (this.summary === null) return null;
    return mostLostFirst(this.summary.bySegment, (segment, totals) => ({ segment, totals }));
  }
}

type Groups = ReadonlyMap<string | null, Totals>;

/** Ties by name, nobody last. */
const mostLostFirst = <T>(groups: Groups, made: (name: string | null, totals: StressTotals) => T): T[] =>
  [...groups]
    .toSorted(
      ([a, { lost: ofA }], [b, { lost: ofB }]) => ofB - ofA || (a === null ? 1 : b === null ? -1 : compareText(a, b)),
    )
    .map(([name, totals]) => made(name, new StressTotals(totals)));
