import { Field, ID, InterfaceType } from '@nestjs/graphql';
import type { Vantage } from '#read-models';
import { CATALOG, type ContactDefinition, type FactsOf, type Fields, isA, type RecordedContact } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Node, nodeId } from '../schema/node.js';
import { serveFact } from './serve-fact.js';
import { COMMON_FACTS } from './served-facts.js';
import { Allowed, READ } from '../edge/auth/rights.js';

type Facts = Readonly<Record<string, unknown>>;

export const ContactType = registerEnum(
  'ContactType',
  CATALOG.map(({ type }) => type),
  'The type of contact: the name of its event.',
  Object.fromEntries(CATALOG.map(({ type, says }) => [type, says])),
);

/** A recorded contact as served. Each type in the catalog has a subclass, made at run time in contact-types.ts. */
@InterfaceType('Contact', {
  implements: () => [Node],
  resolveType: ({ recorded }: Contact) => recorded.type,
  description:
    'One recorded interaction with a customer. Each type of contact is a separate GraphQL type, named after its event; select its facts with a fragment, such as `... on CheckInHeld { topics }`. Personal texts are "[erased]" if the customer was erased.',
})
export abstract class Contact implements Node {
  private inPlain: RecordedContact | null = null;

  /** @param open decrypts the personal facts; they stay unreadable if the customer was erased */
  constructor(
    readonly recorded: RecordedContact,
    private readonly open: (contact: RecordedContact) => RecordedContact,
    /** The times of the query. */
    readonly vantage: Vantage,
    /** What it does to the score at those times; null if the relationship is not open then. Assesses when called. */
    readonly readEffect: () => Promise<object | null>,
  ) {}

  get id(): string {
    return nodeId('Contact', contactKey(this.recorded));
  }

  @Allowed(READ)
  @Field(() => ID, { description: 'The id of the contact itself, a UUID.' })
  get contactId(): string {
    return this.recorded.id;
  }

  @Allowed(READ)
  @Field(() => ContactType, { description: 'The type of contact.' })
  get type(): string {
    return this.recorded.type;
  }

  @Allowed(READ)
  @Field(() => DateTime, { description: 'When it was recorded; set by the server, never by the caller.' })
  get recordedAt(): number {
    return this.recorded.recordedAt;
  }

  @Allowed(READ)
  @Field(() => String, { description: 'Who recorded it, from the token.' })
  get recordedBy(): string {
    return this.recorded.recordedBy;
  }

  @Allowed(READ)
  @Field(() => ID, { description: 'The same on everything that one request caused.' })
  get correlationId(): string {
    return this.recorded.correlationId;
  }

  @Allowed(READ)
  @Field(() => ID, { nullable: true, description: 'The contact that caused it; null if a caller recorded it.' })
  get causationId(): string | null {
    return this.recorded.causationId;
  }

  /** A fact by its stored name; undefined if the contact does not have it. A sealed fact is decrypted only when read. */
  factOf(name: string): unknown {
    const { sealed, data } = this.recorded;
    const facts: Facts = sealed?.fields.includes(name) ? this.opened.data : data;
    return facts[name];
  }

  /** The contact with its personal facts decrypted, if it is the one that this definition declares; else null. */
  as<T extends string, F extends Fields>(definition: ContactDefinition<T, F>): RecordedContact<T, FactsOf<F>> | null {
    return isA(this.opened, definition) ? this.opened : null;
  }

  /** Whether the personal facts can be read; false if the customer was erased. */
  get isReadable(): boolean {
    return this.opened.sealed === null;
  }

  /** The contact with its personal facts decrypted; they stay unreadable if the customer was erased. */
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
