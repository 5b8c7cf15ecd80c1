import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { forecastInWords, type Forecast } from '#trust';
import { DateTime } from '../schema/date-time.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'What the forecast of a promise rests on.' })
export class ForecastBasis {
  constructor(private readonly forecast: Forecast) {}

  @Field(() => String, {
    nullable: true,
    description: 'The group of the promise: as recorded with it, else the service of its issue. Null if it has none.',
  })
  get group(): string | null {
    return this.forecast.group;
  }

  @Field(() => Int, { description: 'How many promises of this group we kept to this customer.' })
  get kept(): number {
    return this.forecast.kept;
  }

  @Field(() => Int, { description: 'How many promises of this group we missed to this customer.' })
  get missed(): number {
    return this.forecast.missed;
  }

  @Field(() => Int, {
    description:
      'How many promises of this group we kept to all customers, as known last Monday; of the whole book if it has no group.',
  })
  get groupKept(): number {
    return this.forecast.groupKept;
  }

  @Field(() => Int, {
    description:
      'How many promises of this group we missed to all customers, as known last Monday; of the whole book if it has no group.',
  })
  get groupMissed(): number {
    return this.forecast.groupMissed;
  }

  @Field(() => Float, {
    description:
      'The share of promises of the group that is kept, 0 to 1, renewed each Monday. It is shrunk to the share of the whole book, and an answer counts half after 90 days.',
  })
  get keptRate(): number {
    return this.forecast.keptRate;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'The Monday of the week in which the first of these answers became known; null if there is none.',
  })
  get since(): number | null {
    return this.forecast.since;
  }

  @Field(() => Int, {
    description:
      'On how many answered promises the risk was calibrated this week. 0 if it is not calibrated: there are too few, or earlier calibrations would not have made forecasts better beyond chance.',
  })
  get calibratedOn(): number {
    return this.forecast.calibratedOn;
  }

  @Field(() => String, { description: 'The same in words.' })
  get words(): string {
    return forecastInWords(this.forecast);
  }
}

@Allowed(READ)
@ObjectType({
  description:
    'How likely an open promise is to be missed. It is a probability, and says nothing of trust: the score rates a relationship.',
})
export class PromiseForecast {
  constructor(private readonly forecast: Forecast) {}

  @Field(() => Float, { description: 'The probability that the promise is missed, 0 to 1.' })
  get risk(): number {
    return this.forecast.risk;
  }

  @Field(() => ForecastBasis, { description: 'What it rests on.' })
  get restsOn(): ForecastBasis {
    return new ForecastBasis(this.forecast);
  }
}
