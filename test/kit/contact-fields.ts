import { readFileSync } from 'node:fs';
import {
  assertInterfaceType,
  buildSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

const committed = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));

/** The types that a contact may be. */
export const contactTypesIn = (schema: GraphQLSchema = committed): readonly GraphQLObjectType[] =>
  schema.getPossibleTypes(assertInterfaceType(schema.getType('Contact')));

/** Every field of every type of contact: those of all contacts once, and its own facts in an inline fragment for each type. */
export function everyContactField(schema: GraphQLSchema = committed): string {
  const common = fieldsOf(assertInterfaceType(schema.getType('Contact')));
  const names = new Set(common.map(({ name }) => name));
  const fragments = contactTypesIn(schema).map((type) => {
    const own = fieldsOf(type).filter(({ name }) => !names.has(name));
    return `... on ${type.name} { __typename ${own.map(withInner).join(' ')} }`;
  });
  return [`... on Contact { ${common.map(withInner).join(' ')} }`, ...fragments].join('\n');
}

const fieldsOf = (type: GraphQLObjectType | GraphQLInterfaceType) => Object.values(type.getFields());

function withInner({ name, type }: GraphQLField<unknown, unknown>): string {
  const inner = getNamedType(type);
  // The only interface in a contact is a contact.
  if (isInterfaceType(inner)) return `${name} { contactId }`;
  return isObjectType(inner) ? `${name} { ${fieldsOf(inner).map(withInner).join(' ')} }` : name;
}
