import { ContactMutations } from '../contacts/contact-mutations.js';
import { ContactsResolver } from '../contacts/contacts.resolver.js';
import { RelationshipsResolver } from '../relationships/relationships.resolver.js';
import { ModelsResolver } from '../trust/models.resolver.js';
import { TrustChangedResolver } from '../trust/trust-changed.resolver.js';
import { NodeResolver } from './node.resolver.js';

/** All that the schema is made of. */
export const RESOLVERS = [
  RelationshipsResolver,
  ContactsResolver,
  ModelsResolver,
  NodeResolver,
  ContactMutations,
  TrustChangedResolver,
];
