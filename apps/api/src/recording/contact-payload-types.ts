import { Field, ObjectType } from '@nestjs/graphql';
import { declares } from '#relationship';
import { contactTypeOf } from '../relationships/contact-types.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import { mutationTypeName } from '../schema/mutation-type-name.js';
import { CONTACT_SAYS, ContactPayload, CORRECTION_SAYS } from './contact-payload.js';
import { CorrectedTrust } from './corrected-trust.type.js';

export type ContactPayloadClass = new (...parts: ConstructorParameters<typeof ContactPayload>) => ContactPayload;

/** Makes the class of a payload at run time, and with it the schema type. Its `contact` has the type that is recorded. */
export function contactPayload(contactType: string, mutation: string): ContactPayloadClass {
  const Payload = class extends ContactPayload {};
  const name = mutationTypeName(mutation, 'Payload');
  Object.defineProperty(Payload, 'name', { value: name });
  Allowed(READ)(Payload);
  ObjectType(name, { implements: () => [ContactPayload], description: `The result of \`${mutation}\`.` })(Payload);
  const contactClass = contactTypeOf(contactType);
  Field(() => contactClass, { nullable: true, description: CONTACT_SAYS })(Payload.prototype, 'contact');
  if (declares(contactType, 'retracts'))
    Field(() => CorrectedTrust, { nullable: true, description: CORRECTION_SAYS })(Payload.prototype, 'trust');
  return Payload;
}
