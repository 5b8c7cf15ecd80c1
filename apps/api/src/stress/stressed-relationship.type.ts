import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { STRESSED, type StressRun } from '#read-models';
import { type About, aboutOf, type Money } from '#relationship';
import type { Remedy as RemedyFound, RemedyCall as Call, StressLine, BandScore } from '#trust';
import { ContactType } from '../relationships/contact.type.js';
import { AboutObject } from '../schema/about.js';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { MoneyObject } from '../schema/money.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const StressedEnum = registerEnum('Stressed', STRESSED, 'Which relationships of a stress test.', {
  CONCERNED: 'All that the hypothetical affects.',
  CROSSING: 'Those that change their band, up or down.',
  FALLING: 'Those that fall out of their band; a move from any band to INSUFFICIENT_EVIDENCE is a fall.',
});

export const RemedySearch = registerEnum(
  'RemedySearch',
  ['OPTIMAL', 'GREEDY'],
  'How the smallest set of calls was searched.',
  {
    OPTIMAL: 'All sets of the possible calls were tried: no smaller set suffices.',
    GREEDY:
      'There were more than 8 possible calls: the most helpful call was added until the set sufficed, then calls that were not needed were removed. A smaller set may suffice.',
  },
);
export const searchOf = (isFewest: boolean): string => (isFewest ? 'OPTIMAL' : 'GREEDY');

@Allowed(READ)
@ObjectType({ description: 'Score and band at a time.' })
export class StressReading {
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly score!: number;
  @Field(() => TrustBandEnum, { description: 'Its band.' })
  readonly band!: string;
}

@Allowed(READ)
@ObjectType({ description: 'A contact that could be made now.' })
export class RemedyCall {
  constructor(private readonly call: Call) {}

  @Field(() => ContactType, {
    description:
      'The type of contact: ProactiveCallMade with news BAD about what will not be kept, StatusUpdateGiven if only an update is owed, CheckInHeld if any contact would help.',
  })
  get type(): string {
    return this.call.type;
  }

  @Field(() => AboutObject, { nullable: true, description: 'What it is about; null if nothing in particular.' })
  get about(): About | null {
    return aboutOf(this.call.about);
  }

  @Field(() => DateTime, {
    description: 'The earliest due time that it must come before; later it helps less or not at all.',
  })
  get before(): number {
    return this.call.before;
  }
}

@Allowed(READ)
@ObjectType({ description: 'The smallest set of calls with which a relationship keeps its band.' })
export class Remedy {
  constructor(private readonly found: RemedyFound) {}

  @Field(() => Boolean, { description: 'Whether there is such a set.' })
  get keeps(): boolean {
    return this.found.keeps;
  }

  @Field(() => [RemedyCall], { description: 'The calls, all to be made now; empty if there is no such set.' })
  get calls(): RemedyCall[] {
    return this.found.calls.map((call) => new RemedyCall(call));
  }

  @Field(() => StressReading, {
    description: 'Trust under the hypothetical with these calls; without any calls if there is no such set.',
  })
  get after(): BandScore {
    return this.found.after;
  }

  @Field(() => RemedySearch, { description: 'Whether it is certain that no smaller set suffices.' })
  get search(): string {
    return searchOf(this.found.search === 'ALL');
  }
}

@Allowed(READ)
@ObjectType({ description: 'What a hypothetical does to one relationship that it affects.' })
export class StressedRelationship {
  /** @param run the stress test that it is a line of */
  constructor(
    readonly line: StressLine,
    readonly run: StressRun,
  ) {}

  @Field(() => ID, { description: 'The customer.' })
  get customerId(): string {
    return this.line.customerId;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Who was responsible for it at the time of the query, holiday cover included; null if nobody was.',
  })
  get owner(): string | null {
    return this.line.owner;
  }

  @Field(() => String, { nullable: true, description: 'The customer segment; null if none was given.' })
  get segment(): string | null {
    return this.line.segment;
  }

  @Field(() => MoneyObject, {
    nullable: true,
    description: 'The value of the contract; null if not given.',
  })
  get value(): Money | null {
    return this.line.value;
  }

  @Field(() => StressReading, { description: 'Trust at the time of the query.' })
  get before(): BandScore {
    return this.line.before;
  }

  @Field(() => DateTime, {
    description:
      'When the hypothetical ends for this relationship; `unstrained` and `after` are assessed at this time.',
  })
  get until(): number {
    return this.line.until;
  }

  @Field(() => StressReading, { description: 'Trust at `until` without the hypothetical: only time has passed.' })
  get unstrained(): BandScore {
    return this.line.unstrained;
  }

  @Field(() => StressReading, { description: 'Trust at `until` under the hypothetical.' })
  get after(): BandScore {
    return this.line.after;
  }

  @Field(() => Float, { description: 'Score of `before` minus score of `after`, points; below 0 if it gains.' })
  get pointsLost(): number {
    return this.line.lost;
  }

  @Field(() => Int, {
    description: 'Number of due times of promises and updates that pass unmet because of the hypothetical; 0 or more.',
  })
  get dueTimesMissed(): number {
    return this.line.lapses;
  }

  @Field(() => Remedy, {
    nullable: true,
    description: 'The calls that keep it in its band; null if it does not fall out of its band.',
  })
  get remedy(): Remedy | null {
    const { remedy } = this.line;
    return remedy === null ? null : new Remedy(remedy);
  }
}

export const StressedRelationshipConnection = connectionType(
  StressedRelationship,
  'Relationships of a stress test, the most points lost first, then by customer id. A cursor is valid only for the stress test that it comes from.',
);
