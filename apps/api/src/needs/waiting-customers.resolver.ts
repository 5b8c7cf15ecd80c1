import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { NOW } from '../clocks/vantages.js';
import { Contact } from '../relationships/contact.type.js';
import { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { WaitingCustomer } from './waiting-customer.type.js';

@Resolver(() => WaitingCustomer)
export class WaitingCustomersResolver {
  constructor(private readonly relationships: Relationships) {}

  @ResolveField(() => Contact, {
    nullable: true,
    description: 'Their last request; null if it was retracted meanwhile.',
  })
  lastRequest(@Parent() { waiting }: WaitingCustomer): Promise<Contact | null> {
    return this.relationships.findContact(waiting.lastRequestContactId, waiting.customerId);
  }

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship, at the same times as the list; null if its opening was retracted meanwhile.',
  })
  relationship(@Parent() { waiting, vantage }: WaitingCustomer): Promise<Relationship | null> {
    return this.relationships.find(waiting.customerId, vantage ?? NOW);
  }
}
