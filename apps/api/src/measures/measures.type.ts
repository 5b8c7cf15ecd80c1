import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { firstToTellRate, type Measures as Measured, type Period } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { DurationQuantiles, quantilesOf } from './quantiles.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@InputType({ description: 'What is measured. A field that is left out does not filter.' })
export class MeasuresFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Only relationships that this account manager is responsible for now, holiday cover included.',
  })
  readonly owner?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Only what belongs to issues of this service.',
  })
  readonly service?: string | null;
  @Field(() => String, { nullable: true, description: 'Only relationships of this customer segment.' })
  readonly segment?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only the relationship with this customer.' })
  readonly customerId?: string | null;
}

/** @param period may be open at both ends (-Infinity, Infinity) */
@Allowed(READ)
@ObjectType({ description: 'How we served, counted over a period. What was retracted does not count.' })
export class Measures {
  constructor(
    private readonly measured: Measured,
    private readonly period: Period,
    private readonly relationshipCount: number,
  ) {}

  @Field(() => DateTime, { nullable: true, description: 'Start of the period, included; null if there is no start.' })
  get from(): number | null {
    return Number.isFinite(this.period.from) ? this.period.from : null;
  }

  @Field(() => DateTime, { nullable: true, description: 'End of the period, excluded; null if there is no end.' })
  get to(): number | null {
    return Number.isFinite(this.period.before) ? this.period.before : null;
  }

  @Field(() => Int, { description: 'Number of relationships measured, including closed ones.' })
  get relationships(): number {
    return this.relationshipCount;
  }

  @Field(() => DurationQuantiles, {
    nullable: true,
    description:
      'Time from when we knew of an issue until we told the customer, over the issues told in the period; null if none was told.',
  })
  get timeToInform(): DurationQuantiles | null {
    return quantilesOf(this.measured.timesToInformMs);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of all bad news that the customer heard from us first, 0 to 1: toldFirst / (toldFirst + surprises). Null if there was no bad news.',
  })
  get firstToTellRate(): number | null {
    return firstToTellRate(this.measured);
  }

  @Field(() => Int, { description: 'Issues and due times that the customer heard about from us first.' })
  get toldFirst(): number {
    return this.measured.toldFirst;
  }

  @Field(() => Int, { description: 'Issues and due times that the customer heard about before we told them.' })
  get surprises(): number {
    return this.measured.surprises;
  }

  @Field(() => Int, { description: 'Promises kept.' })
  get promisesKept(): number {
    return this.measured.promisesKept;
  }

  @Field(() => Int, { description: 'Missed promises that we announced to the customer before the due time.' })
  get missedForewarned(): number {
    return this.measured.missedForewarned;
  }

  @Field(() => Int, { description: 'Missed promises that we did not announce before the due time.' })
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
    description:
      'Time from when a contact happened until it was recorded, over the contacts of the period; null if there was none.',
  })
  get recordingLag(): DurationQuantiles | null {
    return quantilesOf(this.measured.recordingLagsMs);
  }
}
