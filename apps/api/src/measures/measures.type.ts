import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { firstToTellRate, type Measures as Measured, type Period } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { DurationQuantiles, quantilesOf } from './quantiles.js';

@InputType({ description: 'What is measured; what is left out does not matter.' })
export class MeasuresFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Relationships that this account manager answers for now, holiday cover included.',
  })
  readonly owner?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Only what belongs to issues of this service, in all relationships.',
  })
  readonly service?: string | null;
  @Field(() => String, { nullable: true, description: 'Relationships of this part of the book.' })
  readonly segment?: string | null;
  @Field(() => ID, { nullable: true, description: 'The relationship with this customer alone.' })
  readonly customerId?: string | null;
}

/** @param measured of how many relationships together, in a period that may be open at both ends */
@ObjectType({ description: 'How we served, counted over a period. What was taken back does not count.' })
export class Measures {
  constructor(
    private readonly measured: Measured,
    private readonly period: Period,
    private readonly relationshipCount: number,
  ) {}

  @Field(() => DateTime, { nullable: true, description: 'From this time on; null where there is no limit.' })
  get from(): number | null {
    return Number.isFinite(this.period.from) ? this.period.from : null;
  }

  @Field(() => DateTime, { nullable: true, description: 'Before this time; null where there is no limit.' })
  get to(): number | null {
    return Number.isFinite(this.period.before) ? this.period.before : null;
  }

  @Field(() => Int, { description: 'Relationships measured, those that were closed among them.' })
  get relationships(): number {
    return this.relationshipCount;
  }

  @Field(() => DurationQuantiles, {
    nullable: true,
    description:
      'From when we knew of an issue until we told the customer, of the issues told in the period; null where none was.',
  })
  get timeToInform(): DurationQuantiles | null {
    return quantilesOf(this.measured.timesToInformMs);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Of all bad news the customer heard of from anybody, the part they heard from us first, 0 to 1: toldFirst / (toldFirst + surprises). Null where there was none.',
  })
  get firstToTellRate(): number | null {
    return firstToTellRate(this.measured);
  }

  @Field(() => Int, { description: 'Issues and due times of which the customer heard from us first.' })
  get toldFirst(): number {
    return this.measured.toldFirst;
  }

  @Field(() => Int, { description: 'Issues and due times of which the customer learned before we told them.' })
  get surprises(): number {
    return this.measured.surprises;
  }

  @Field(() => Int, { description: 'Promises kept.' })
  get promisesKept(): number {
    return this.measured.promisesKept;
  }

  @Field(() => Int, { description: 'Promises missed of which the customer was told before the due time.' })
  get missedForewarned(): number {
    return this.measured.missedForewarned;
  }

  @Field(() => Int, { description: 'Promises missed without a word before the due time.' })
  get missedUnannounced(): number {
    return this.measured.missedUnannounced;
  }

  @Field(() => Int, { description: 'Requests declined without a reason or an alternative.' })
  get declinedPlain(): number {
    return this.measured.declinedPlain;
  }

  @Field(() => Int, { description: 'Requests declined with a reason and no alternative.' })
  get declinedExplained(): number {
    return this.measured.declinedExplained;
  }

  @Field(() => Int, { description: 'Requests declined with an alternative.' })
  get declinedWithAlternative(): number {
    return this.measured.declinedWithAlternative;
  }

  @Field(() => DurationQuantiles, {
    nullable: true,
    description: 'From when contacts happened until they were recorded, of those of the period; null where none was.',
  })
  get recordingLag(): DurationQuantiles | null {
    return quantilesOf(this.measured.recordingLagsMs);
  }
}
