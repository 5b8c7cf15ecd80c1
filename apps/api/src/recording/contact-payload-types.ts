import { Field, ObjectType } from '@nestjs/graphql';
import { contactTypeOf } from '../relationships/contact-types.js';
import { mutationTypeName } from '../schema/mutation-type-name.js';
import { CONTACT_SAYS, ContactPayload } from './contact-payload.js';

export type ContactPayloadClass = new (...parts: ConstructorParameters<typeof ContactPayload>) => ContactPayload;

/** The class, and so the type of the schema, of what a mutation answers: its `contact` is of the type that it records. */
export function contactPayload(contactType: string, mutation: string): ContactPayloadClass {
  const Payload = class extends ContactPayload {};
  const name = mutationTypeName(mutation, 'Payload');
  Object.defineProperty(Payload, 'name', { value: name });
  ObjectType(name, { implements: () => [ContactPayload], description: `What \`${mutation}\` answers.` })(Payload);
  const contactClass = contactTypeOf(contactType);
  Field(() => contactClass, { nullable: true, description: CONTACT_SAYS })(Payload.prototype, 'contact');
  return Payload;
}
