import { ObjectType } from '@nestjs/graphql';
import { CATALOG, type ContactDefinition } from '#relationship';
import { Allowed, READ } from '../edge/auth/rights.js';
import { Node } from '../schema/node.js';
import { Contact } from './contact.type.js';
import { serveFact } from './serve-fact.js';
import { servedFacts } from './served-facts.js';

export type ContactClass = new (...parts: ConstructorParameters<typeof Contact>) => Contact;

const CLASSES: ReadonlyMap<string, ContactClass> = new Map(
  CATALOG.map((definition) => [definition.type, contactClass(definition)]),
);

/**
 * The class of a type of contact, and with it the schema type. The classes are made at run time from the catalog, so that
 * the schema always has exactly the contacts and facts of the catalog.
 * @throws RangeError if the catalog has no such type
 */
export function contactTypeOf(contactType: string): ContactClass {
  const known = CLASSES.get(contactType);
  if (known === undefined) throw new RangeError(`the catalog has no contact of type "${contactType}"`);
  return known;
}

/** Makes the class and applies the decorators that a hand-written class would have. */
function contactClass({ type, fields, says }: ContactDefinition): ContactClass {
  const Served = class extends Contact {};
  Object.defineProperty(Served, 'name', { value: type });
  Allowed(READ)(Served);
  ObjectType(type, { implements: () => [Contact, Node], description: says })(Served);
  for (const fact of servedFacts(type, fields)) serveFact(Served, fact);
  return Served;
}
