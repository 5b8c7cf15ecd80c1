import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Contact } from '../relationships/contact.type.js';
import { Relationship } from '../relationships/relationship.type.js';
import { WaitingCustomer } from './waiting-customer.type.js';

@Resolver(() => WaitingCustomer)
export class WaitingCustomersResolver {
  @ResolveField(() => Contact, {
    nullable: true,
    description: 'Their last request; null if it was retracted meanwhile.',
  })
  lastRequest(@Parent() { waiting, lookUp }: WaitingCustomer): Promise<Contact | null> {
    return lookUp.findContact(waiting.lastRequestContactId, waiting.customerId);
  }

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'The relationship, at the same times as the list; null if its opening was retracted meanwhile.',
  })
  relationship(@Parent() { waiting, lookUp }: WaitingCustomer): Promise<Relationship | null> {
    return lookUp.find(waiting.customerId);
  }
}
