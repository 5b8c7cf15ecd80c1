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
    description: 'The contact that asked last; null where it was taken back meanwhile.',
  })
  lastRequest(@Parent() { waiting }: WaitingCustomer): Promise<Contact | null> {
    return this.relationships.findContact(waiting.lastRequestContactId, waiting.customerId);
  }

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship, seen from where the list is; null where its opening was taken back meanwhile.',
  })
  relationship(@Parent() { waiting, vantage }: WaitingCustomer): Promise<Relationship | null> {
    return this.relationships.find(waiting.customerId, vantage ?? NOW);
  }
}
