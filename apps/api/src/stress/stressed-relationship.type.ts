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

export const StressedEnum = registerEnum('Stressed', STRESSED, 'Which relationships of a stress test.', {
  CONCERNED: 'All that the hypothetical concerns.',
  CROSSING: 'Those that change their band, either way.',
  FALLING: 'Those that fall out of their band; INSUFFICIENT_EVIDENCE is a fall from any other.',
});

export const RemedySearch = registerEnum(
  'RemedySearch',
  ['OPTIMAL', 'GREEDY'],
  'How a smallest set of calls was searched for.',
  {
    OPTIMAL: 'Every set of the calls there are was tried: no smaller one does.',
    GREEDY:
      'There were more than 8 calls to choose from: whichever helps most was added until it sufficed, then what was not needed left out. A smaller set may do.',
  },
);
export const searchOf = (isFewest: boolean): string => (isFewest ? 'OPTIMAL' : 'GREEDY');

@ObjectType({ description: 'Trust at a moment, in short.' })
export class StressReading {
  @Field(() => Float, { description: 'Points, 0 to 100.' })
  readonly score!: number;
  @Field(() => TrustBandEnum, { description: 'Its band.' })
  readonly band!: string;
}

@ObjectType({ description: 'A contact that could be made now.' })
export class RemedyCall {
  constructor(private readonly call: Call) {}

  @Field(() => ContactType, {
    description:
      'What it would be: ProactiveCallMade with news BAD of what will not be kept, StatusUpdateGiven where only a word is owed, CheckInHeld where simply a word would help.',
  })
  get type(): string {
    return this.call.type;
  }

  @Field(() => AboutObject, { nullable: true, description: 'What it is about; null where nothing in particular.' })
  get about(): About | null {
    return aboutOf(this.call.about);
  }

  @Field(() => DateTime, { description: 'The first due time that it must come before; later it helps less or not.' })
  get before(): number {
    return this.call.before;
  }
}

@ObjectType({ description: 'A smallest set of calls with which a relationship stays in its band after all.' })
export class Remedy {
  constructor(private readonly found: RemedyFound) {}

  @Field(() => Boolean, { description: 'Whether any calls do.' })
  get keeps(): boolean {
    return this.found.keeps;
  }

  @Field(() => [RemedyCall], { description: 'The calls, all to be made now; empty where none do.' })
  get calls(): RemedyCall[] {
    return this.found.calls.map((call) => new RemedyCall(call));
  }

  @Field(() => StressReading, {
    description: 'What trust then comes to under the hypothetical; as without any calls where none do.',
  })
  get after(): BandScore {
    return this.found.after;
  }

  @Field(() => RemedySearch, { description: 'Whether no smaller set does.' })
  get search(): string {
    return searchOf(this.found.search === 'ALL');
  }
}

@ObjectType({ description: 'What a hypothetical does to one relationship that it concerns.' })
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
    description: 'Who answered for it at the time of the question, holiday cover included; null where nobody did.',
  })
  get owner(): string | null {
    return this.line.owner;
  }

  @Field(() => String, { nullable: true, description: 'The part of the book it belongs to; null where none was said.' })
  get segment(): string | null {
    return this.line.segment;
  }

  @Field(() => MoneyObject, {
    nullable: true,
    description: 'What the contract is worth; null where nobody said.',
  })
  get value(): Money | null {
    return this.line.value;
  }

  @Field(() => StressReading, { description: 'Trust at the time of the question.' })
  get before(): BandScore {
    return this.line.before;
  }

  @Field(() => DateTime, {
    description: 'When the hypothetical has run its course here; `unstrained` and `after` are read then.',
  })
  get until(): number {
    return this.line.until;
  }

  @Field(() => StressReading, { description: 'Trust by then by the mere passing of time, without the hypothetical.' })
  get unstrained(): BandScore {
    return this.line.unstrained;
  }

  @Field(() => StressReading, { description: 'Trust by then under the hypothetical.' })
  get after(): BandScore {
    return this.line.after;
  }

  @Field(() => Float, { description: 'Points from `before` to `after`; below 0 where it gains.' })
  get pointsLost(): number {
    return this.line.lost;
  }

  @Field(() => Int, {
    description: 'Due times of promises and updates that the hypothetical makes pass unmet; 0 or more.',
  })
  get dueTimesMissed(): number {
    return this.line.lapses;
  }

  @Field(() => Remedy, {
    nullable: true,
    description: 'What keeps it in its band; null where it does not fall out of it.',
  })
  get remedy(): Remedy | null {
    const { remedy } = this.line;
    return remedy === null ? null : new Remedy(remedy);
  }
}

export const StressedRelationshipConnection = connectionType(
  StressedRelationship,
  'Relationships of a stress test, the most points lost first, then by customer id. A cursor is good for the one stress test it comes from.',
);
