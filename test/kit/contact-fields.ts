import { readFileSync } from 'node:fs';
import {
  assertInterfaceType,
  buildSchema,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

const committed = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));

/** The types that a contact may be. */
export const contactTypesIn = (schema: GraphQLSchema = committed): readonly GraphQLObjectType[] =>
  schema.getPossibleTypes(assertInterfaceType(schema.getType('Contact')));

/** Every field of every type of contact, asked for by one inline fragment for each type. */
export const everyContactField = (schema: GraphQLSchema = committed): string =>
  contactTypesIn(schema)
    .map((type) => `... on ${type.name} { ${allOf(type)} }`)
    .join('\n');

const allOf = (type: GraphQLObjectType): string => Object.values(type.getFields()).map(withInner).join(' ');

function withInner({ name, type }: GraphQLField<unknown, unknown>): string {
  const inner = getNamedType(type);
  return isObjectType(inner) ? `${name} { ${allOf(inner)} }` : name;
}
