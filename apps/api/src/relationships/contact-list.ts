import { Field, ID, InputType } from '@nestjs/graphql';
import { connectionType, edgeType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { Contact, ContactType } from './contact.type.js';

@InputType({ description: 'Which contacts. A field that is left out does not filter.' })
export class ContactFilter {
  @Field(() => ID, { nullable: true, description: 'Only contacts with this customer.' })
  readonly customerId?: string | null;
  @Field(() => [ContactType], { nullable: true, description: 'Only these types; an empty list matches nothing.' })
  readonly types?: readonly string[] | null;
  @Field(() => DateTime, { nullable: true, description: 'Happened at this time or later.' })
  readonly occurredFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Happened before this time.' })
  readonly occurredBefore?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Recorded at this time or later.' })
  readonly recordedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Recorded before this time.' })
  readonly recordedBefore?: string | null;
}

export const ContactEdge = edgeType(Contact);
export const ContactConnection = connectionType(
  Contact,
  'Contacts as recorded, including retracted ones and their retractions, the latest `occurredAt` first.',
  ContactEdge,
);
