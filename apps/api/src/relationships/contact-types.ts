import { ObjectType } from '@nestjs/graphql';
import { CATALOG, type ContactDefinition } from '#relationship';
import { Node } from '../schema/node.js';
import { Contact } from './contact.type.js';
import { serveFact } from './serve-fact.js';
import { servedFacts } from './served-facts.js';

export type ContactClass = new (...parts: ConstructorParameters<typeof Contact>) => Contact;

const CLASSES: ReadonlyMap<string, ContactClass> = new Map(
  CATALOG.map((definition) => [definition.type, contactClass(definition)]),
);

/** The class, and so the type of the schema, of contacts of this type. @throws RangeError where the catalog has none */
export function contactTypeOf(contactType: string): ContactClass {
  const known = CLASSES.get(contactType);
  if (known === undefined) throw new RangeError(`the catalog has no contact of type "${contactType}"`);
  return known;
}

/** Writes the class, with the decorators that it would have by hand. */
function contactClass({ type, fields, says }: ContactDefinition): ContactClass {
  const Served = class extends Contact {};
  Object.defineProperty(Served, 'name', { value: type });
  ObjectType(type, { implements: () => [Contact, Node], description: says })(Served);
  for (const fact of servedFacts(type, fields)) serveFact(Served, fact);
  return Served;
}
