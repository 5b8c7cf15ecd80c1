import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { About, ViewsCompared as Compared } from '#relationship';
import { Contact, ContactType } from '../relationships/contact.type.js';
import { Obligation } from '../obligations/obligation.type.js';
import type { PromiseForecast } from '../obligations/promise-forecast.type.js';
import { AboutObject } from '../schema/about.js';
import { DateTime } from '../schema/date-time.js';
import { BlindSpot } from '../relationships/trust.type.js';
import { Stakeholder } from '../stakeholders/stakeholder.type.js';
import { ViewsCompared } from './views-compared.type.js';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'An open promise.' })
export class OpenPromise {
  @Field(() => ID, { description: 'The expectation.' })
  readonly expectationId!: string;
  @Allowed(READ_TEXT)
  @Field(() => String, { nullable: true, description: 'What was promised; null if nobody wrote it down.' })
  readonly what!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is due now; null if only a system of record knows the due time.',
  })
  readonly dueAt!: number | null;
  @Field(() => Contact, { description: 'The contact that promised it.' })
  readonly contact!: Contact;
  /** Served by its resolver. */
  readonly forecast!: () => Promise<PromiseForecast | null>;
}

@Allowed(READ)
@ObjectType({ description: 'A need that the customer asked for and still waits for.' })
export class AwaitedNeed {
  @Field(() => ID, { description: 'The root need.' })
  readonly needId!: string;
  @Allowed(READ_TEXT)
  @Field(() => String, {
    nullable: true,
    description: 'The need in the words of the customer; null if nobody wrote it down.',
  })
  readonly need!: string | null;
  @Field(() => Contact, { description: 'The last contact in which the customer asked for it.' })
  readonly contact!: Contact;
}

@Allowed(READ)
@ObjectType({ description: 'Something the customer learned before we told them.' })
export class SurpriseFelt {
  @Field(() => DateTime, { description: 'When it became a surprise.' })
  readonly at!: number;
  @Field(() => AboutObject, { nullable: true, description: 'What it was about; null if nothing in particular.' })
  readonly about!: About | null;
  @Field(() => Contact, {
    description: 'The contact that caused it; if a due time passed, the contact that set the due time.',
  })
  readonly contact!: Contact;
}

@Allowed(READ)
@ObjectType({ description: 'An action agreed in a retrospective.' })
export class AgreedAction {
  @Field(() => ID, { description: 'The action.' })
  readonly actionId!: string;
  @Allowed(READ_TEXT)
  @Field(() => String, { nullable: true, description: 'What is to be done; null if nobody wrote it down.' })
  readonly what!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is due; null if nobody said.' })
  readonly dueAt!: string | null;
  @Field(() => Boolean, { description: 'Whether somebody verified that it was done.' })
  readonly verified!: boolean;
}

@Allowed(READ)
@ObjectType({ description: 'The last retrospective.' })
export class LastRetrospective {
  @Field(() => Contact, { description: 'The contact that recorded the retrospective.' })
  readonly contact!: Contact;
  @Field(() => [AgreedAction], { description: 'The agreed actions, in the order in which they were written down.' })
  readonly actions!: readonly AgreedAction[];
  @Field(() => ViewsCompared, {
    nullable: true,
    description:
      'What only the customer saw and what only we saw; null if a view is missing or the customer was erased.',
  })
  readonly viewsCompared!: Compared | null;
}

@Allowed(READ)
@ObjectType({ description: 'A contact that could be made now, and the points it would gain.' })
export class NextContact {
  @Field(() => ContactType, { description: 'The type of contact.' })
  readonly type!: string;
  @Field(() => AboutObject, {
    nullable: true,
    description: 'What it would be about; null if nothing in particular.',
  })
  readonly about!: About | null;
  @Field(() => Float, { description: 'Points by which the score would rise at once; more than 0.' })
  readonly points!: number;
  @Field(() => Obligation, {
    nullable: true,
    description: 'The obligation that it would meet; null if the contact is not owed.',
  })
  readonly obligation!: Obligation | null;
}

@Allowed(READ)
@ObjectType({ description: 'What to know before calling the customer, at the `asOf` of the relationship.' })
export class Brief {
  @Field(() => [Obligation], { description: 'What is owed and not deferred, by due time.' })
  readonly obligations!: readonly Obligation[];
  @Field(() => [OpenPromise], { description: 'Open promises, by due time.' })
  readonly promised!: readonly OpenPromise[];
  @Field(() => [AwaitedNeed], {
    description: 'Needs that the customer waits for, in the order in which they first asked.',
  })
  readonly waitingNeeds!: readonly AwaitedNeed[];
  @Field(() => Contact, {
    nullable: true,
    description: 'The last interaction with the customer, with its channel and tone; null if there was none yet.',
  })
  readonly lastContact!: Contact | null;
  @Field(() => SurpriseFelt, { nullable: true, description: 'The last surprise; null if there never was one.' })
  readonly lastSurprise!: SurpriseFelt | null;
  @Field(() => LastRetrospective, { nullable: true, description: 'The last retrospective; null if there was none.' })
  readonly lastRetrospective!: LastRetrospective | null;
  @Field(() => [Stakeholder], { description: 'The people at the customer, in the order in which they were added.' })
  readonly stakeholders!: readonly Stakeholder[];
  @Field(() => [NextContact], {
    description: 'Up to three contacts that would raise the score most if made now, the best first.',
  })
  readonly nextContacts!: readonly NextContact[];
  @Field(() => [BlindSpot], { description: 'What the score could not see, as in `Trust.blindSpots`.' })
  readonly blindSpots!: readonly BlindSpot[];
}
