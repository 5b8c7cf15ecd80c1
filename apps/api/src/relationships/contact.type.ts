import { Field, ID, InterfaceType } from '@nestjs/graphql';
import type { Vantage } from '#read-models';
import { CATALOG, type ContactDefinition, type FactsOf, type Fields, isA, type RecordedContact } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Node, nodeId } from '../schema/node.js';
import { serveFact } from './serve-fact.js';
import { COMMON_FACTS } from './served-facts.js';

type Facts = Readonly<Record<string, unknown>>;

export const ContactType = registerEnum(
  'ContactType',
  CATALOG.map(({ type }) => type),
  'What kind of contact it is: the name of its event.',
  Object.fromEntries(CATALOG.map(({ type, says }) => [type, says])),
);

/** A recorded contact as it is served. Each contact of the catalog has a class of its own, made in contact-types.ts. */
@InterfaceType('Contact', {
  implements: () => [Node],
  resolveType: ({ recorded }: Contact) => recorded.type,
  description:
    'One recorded interaction with a customer. Each contact is a type of its own, named after its event; its own facts are asked for as in `... on CheckInHeld { topics }`. Personal texts read "[erased]" where the customer was erased.',
})
export abstract class Contact implements Node {
  private inPlain: RecordedContact | null = null;

  /** @param open reads the personal fields; unreadable text where the customer was erased */
  constructor(
    readonly recorded: RecordedContact,
    private readonly open: (contact: RecordedContact) => RecordedContact,
    /** From where it is seen. */
    readonly vantage: Vantage,
  ) {}

  get id(): string {
    return nodeId('Contact', contactKey(this.recorded));
  }

  @Field(() => ID, { description: 'The id of the contact itself, a UUID.' })
  get contactId(): string {
    return this.recorded.id;
  }

  @Field(() => ContactType, { description: 'What kind of contact it is.' })
  get type(): string {
    return this.recorded.type;
  }

  @Field(() => DateTime, { description: 'When the server learned of it; stamped, never given by the caller.' })
  get recordedAt(): number {
    return this.recorded.recordedAt;
  }

  @Field(() => String, { description: 'Who recorded it, from the token.' })
  get recordedBy(): string {
    return this.recorded.recordedBy;
  }

  @Field(() => ID, { description: 'The same on all that one request led to.' })
  get correlationId(): string {
    return this.recorded.correlationId;
  }

  @Field(() => ID, { nullable: true, description: 'The contact that led to it; null where a caller did.' })
  get causationId(): string | null {
    return this.recorded.causationId;
  }

  /** A fact by its stored name; undefined where it is not stated. A sealed one is opened only when it is asked for. */
  factOf(name: string): unknown {
    const { sealed, data } = this.recorded;
    const facts: Facts = sealed?.fields.includes(name) ? this.opened.data : data;
    return facts[name];
  }

  /** The contact with its personal facts in plain, where it is the one that this definition declares; else null. */
  as<T extends string, F extends Fields>(definition: ContactDefinition<T, F>): RecordedContact<T, FactsOf<F>> | null {
    return isA(this.opened, definition) ? this.opened : null;
  }

  /** Whether the personal facts can be read; not where the customer was erased. */
  get isReadable(): boolean {
    return this.opened.sealed === null;
  }

  /** The contact with its personal facts in plain; unreadable text where the customer was erased. */
  get opened(): RecordedContact {
    return (this.inPlain ??= this.open(this.recorded));
  }
}

for (const fact of COMMON_FACTS) serveFact(Contact, fact);

/** A contact is found through its customer, so its global id names both. */
const contactKey = ({ id, data: { customerId } }: RecordedContact): string => `${id} ${customerId}`;

export function readContactKey(key: string): [contactId: string, customerId: string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
