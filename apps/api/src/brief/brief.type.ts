import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { About, ViewsCompared as Compared } from '#relationship';
import { Contact, ContactType } from '../relationships/contact.type.js';
import { Obligation } from '../obligations/obligation.type.js';
import { AboutObject } from '../schema/about.js';
import { DateTime } from '../schema/date-time.js';
import { Stakeholder } from '../stakeholders/stakeholder.type.js';
import { ViewsCompared } from './views-compared.type.js';

@ObjectType({ description: 'A promise that is open.' })
export class OpenPromise {
  @Field(() => ID, { description: 'The expectation.' })
  readonly expectationId!: string;
  @Field(() => String, { nullable: true, description: 'What was promised; null where nobody wrote it down.' })
  readonly what!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'By when, as it stands now; null where only a system of record knows.',
  })
  readonly dueAt!: number | null;
  @Field(() => Contact, { description: 'The contact that promised it.' })
  readonly contact!: Contact;
}

@ObjectType({ description: 'A need that the customer asked for and still waits on.' })
export class AwaitedNeed {
  @Field(() => ID, { description: 'The root need.' })
  readonly needId!: string;
  @Field(() => String, { nullable: true, description: 'The need in their words; null where nobody wrote it down.' })
  readonly need!: string | null;
  @Field(() => Contact, { description: 'The contact that asked last.' })
  readonly contact!: Contact;
}

@ObjectType({ description: 'Something the customer learned before we told them.' })
export class SurpriseFelt {
  @Field(() => DateTime, { description: 'When it became a surprise.' })
  readonly at!: number;
  @Field(() => AboutObject, { nullable: true, description: 'What it was about; null where nothing in particular.' })
  readonly about!: About | null;
  @Field(() => Contact, { description: 'The contact it comes from; for a due time that passed, the one that set it.' })
  readonly contact!: Contact;
}

@ObjectType({ description: 'What was agreed in a retrospective.' })
export class AgreedAction {
  @Field(() => ID, { description: 'The action.' })
  readonly actionId!: string;
  @Field(() => String, { nullable: true, description: 'What is to be done; null where nobody wrote it down.' })
  readonly what!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'By when; null where nobody said.' })
  readonly dueAt!: string | null;
  @Field(() => Boolean, { description: 'Whether it was done, and somebody looked.' })
  readonly verified!: boolean;
}

@ObjectType({ description: 'The last time we looked back.' })
export class LastRetrospective {
  @Field(() => Contact, { description: 'The retrospective.' })
  readonly contact!: Contact;
  @Field(() => [AgreedAction], { description: 'What was agreed, in the order it was written down.' })
  readonly actions!: readonly AgreedAction[];
  @Field(() => ViewsCompared, {
    nullable: true,
    description: 'What only they saw and what only we saw; null where not both views are on record.',
  })
  readonly viewsCompared!: Compared | null;
}

@ObjectType({ description: 'A contact that could be held now, and what it would gain.' })
export class NextContact {
  @Field(() => ContactType, { description: 'What kind of contact it would be.' })
  readonly type!: string;
  @Field(() => AboutObject, {
    nullable: true,
    description: 'What it would be about; null where nothing in particular.',
  })
  readonly about!: About | null;
  @Field(() => Float, { description: 'Points the score would rise at once; more than 0.' })
  readonly points!: number;
  @Field(() => Obligation, { nullable: true, description: 'What it would discharge; null where it is not owed.' })
  readonly obligation!: Obligation | null;
}

@ObjectType({ description: 'What to know before calling, as of the time shown.' })
export class Brief {
  @Field(() => [Obligation], { description: 'What is owed and not put off, by due time.' })
  readonly obligations!: readonly Obligation[];
  @Field(() => [OpenPromise], { description: 'What was promised and is open, the first due first.' })
  readonly promised!: readonly OpenPromise[];
  @Field(() => [AwaitedNeed], { description: 'What the customer waits for, in the order they first asked.' })
  readonly waitingNeeds!: readonly AwaitedNeed[];
  @Field(() => Contact, {
    nullable: true,
    description: 'The last word with the customer, with its channel and tone; null where there was none yet.',
  })
  readonly lastContact!: Contact | null;
  @Field(() => SurpriseFelt, { nullable: true, description: 'The last surprise; null where there never was one.' })
  readonly lastSurprise!: SurpriseFelt | null;
  @Field(() => LastRetrospective, { nullable: true, description: 'The last look back; null where there was none.' })
  readonly lastRetrospective!: LastRetrospective | null;
  @Field(() => [Stakeholder], { description: 'Who is who, in the order they were added.' })
  readonly stakeholders!: readonly Stakeholder[];
  @Field(() => [NextContact], {
    description: 'Up to three contacts that would gain most if held now, the best first.',
  })
  readonly nextContacts!: readonly NextContact[];
}
