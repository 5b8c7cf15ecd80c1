import { assertInterfaceType, assertObjectType, buildSchema, parse, type GraphQLSchema } from 'graphql';
import type { Actor, Role } from '#access';
import { ADMINISTER, ALLOWED, READ, READ_TEXT, RECORD, type Right } from '../auth/rights.js';
import { forbidden, Guard } from './guard.js';

const SDL = `
  type Query { person: Person  thing: Thing }
  type Mutation { add: Person  erase: Person }
  interface Thing { id: ID }
  type Person implements Thing { id: ID  name: String  note: String  friend: Person }
`;

/** @param rights by type, or by type and field with a dot */
function schemaWith(rights: Readonly<Record<string, Right>>): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const [name, right] of Object.entries(rights)) {
    const [type = '', field] = name.split('.');
    const found = type === 'Thing' ? assertInterfaceType(schema.getType(type)) : assertObjectType(schema.getType(type));
    const target = field === undefined ? found : found.getFields()[field];
    if (target === undefined) throw new Error(`no ${name}`);
    target.extensions = { [ALLOWED]: right };
  }
  return schema;
}

const COMPLETE = {
  Query: READ,
  'Mutation.add': RECORD,
  'Mutation.erase': ADMINISTER,
  'Thing.id': READ,
  Person: READ,
  'Person.note': READ_TEXT,
};
const guard = new Guard(schemaWith(COMPLETE));

const actor = (role: Role, mayReadText = false): Actor => ({
  identity: 'ana',
  role,
  team: null,
  portfolio: null,
  mayReadText,
});
const refusals = (query: string, who: Actor, operation = '') =>
  forbidden(guard.neededBy(parse(query)).get(operation) ?? new Map(), who).map(({ message }) => message);

it('does not start with a field that nothing declares', () => {
  const { 'Mutation.erase': _, 'Thing.id': _id, ...incomplete } = COMPLETE;
  expect(() => new Guard(schemaWith(incomplete))).toThrow('Nothing declares who may use Mutation.erase, Thing.id.');
});

it('holds a declaration of a type for its fields, and that of a field over it', () => {
  expect(guard.rightOf('Person', 'name')).toBe(READ);
  expect(guard.rightOf('Person', 'note')).toBe(READ_TEXT);
  expect(guard.rightOf('Query', '__schema')).toBeNull();
});

it('refuses a field wherever it stands, and names it', () => {
  const told = ['The role DASHBOARD may not read personal text, and Person.note needs that.'];
  const dashboard = actor('DASHBOARD');
  expect(refusals('{ person { name friend { friend { n: note } } } }', dashboard)).toEqual(told);
  expect(refusals('{ thing { id ... on Person { note } } }', dashboard)).toEqual(told);
  expect(
    refusals('{ person { ...f } } fragment f on Person { ...g } fragment g on Person { note }', dashboard),
  ).toEqual(told);
  expect(refusals('{ person { note @skip(if: true) } }', dashboard)).toEqual(told);
  expect(refusals('{ person { name __typename } thing { id } __schema { types { name } } }', dashboard)).toEqual([]);
});

it('judges the operation that runs, and not another one of the document', () => {
  const query = 'query A { person { name } } query B { person { note } } mutation C { add { note } erase { note } }';
  expect(refusals(query, actor('DASHBOARD'), 'A')).toEqual([]);
  expect(refusals(query, actor('DASHBOARD'), 'B')).toHaveLength(1);
  expect(refusals(query, actor('DASHBOARD'), 'C')).toHaveLength(3);
  expect(refusals(query, actor('RECORDER'), 'C')).toEqual([
    'The role RECORDER may not administer, and Mutation.erase needs that.',
  ]);
  expect(refusals(query, actor('ADMIN'), 'C')).toEqual([]);
});

it('lets an analyst read personal text where that is granted', () => {
  expect(refusals('{ person { note } }', actor('ANALYST'))).toHaveLength(1);
  expect(refusals('{ person { note } }', actor('ANALYST', true))).toEqual([]);
});
