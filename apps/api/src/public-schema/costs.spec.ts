import { isObjectType, parse, type GraphQLField, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { costOf } from '../edge/graphql/cost.js';
import { builtSchema } from './public-schema.js';

let schema: GraphQLSchema;
beforeAll(async () => (schema = await builtSchema()));

function cost(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  return costOf(schema, document, document.definitions[0] as OperationDefinitionNode, variables);
}

const fields = (): [string, GraphQLField<unknown, unknown>][] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map((field): [string, GraphQLField<unknown, unknown>] => [
          `${type.name}.${field.name}`,
          field,
        ])
      : [],
  );

it('every page declares that its entries count, and its edges do not count them again', () => {
  const pages = fields().filter(([, { type }]) => /Connection!?$/.test(String(type)));
  expect(pages.length).toBeGreaterThan(5);
  const asked = { childComplexity: 7 };
  const counted = ([name, { extensions }]: (typeof pages)[number], args: object) => {
    const { complexity } = extensions as { complexity?: (of: object) => number };
    return [name, typeof complexity === 'function' ? complexity({ ...asked, args }) : null];
  };
  for (const page of pages) {
    expect(counted(page, { first: 30 })).toEqual([page[0], 211]);
    expect(counted(page, {})).toEqual([page[0], 351]);
  }
  for (const edges of fields().filter(([name]) => name.endsWith('Connection.edges')))
    expect(counted(edges, {})).toEqual([edges[0], 8]);
});

it('multiplies pages, points and aliases', () => {
  const page = (first: number, node: string) => `{ relationships(first: ${first}) { edges { node { ${node} } } } }`;
  expect(cost(page(50, 'customerId'))).toBe(1 + 50 * 3);
  expect(cost(page(50, 'customerId name'))).toBe(1 + 50 * 4);
  expect(cost(page(50, 'contacts(first: 10) { edges { node { type } } }'))).toBe(1 + 50 * (2 + (1 + 10 * 3)));
  const curve = 'trustHistory(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", points: 300) { score }';
  expect(cost(page(2, curve))).toBe(1 + 2 * (2 + 20 + 300));
  expect(cost(`{ a: relationships { edges { cursor } } b: relationships { edges { cursor } } }`)).toBe(
    2 * (1 + 50 * 2),
  );
});

it('counts what variables say, their defaults, and what @skip leaves out', () => {
  const query =
    'query($n: Int = 10, $no: Boolean = false) { relationships(first: $n) { edges { cursor node @skip(if: $no) { name } } } }';
  expect(cost(query)).toBe(1 + 10 * 4);
  expect(cost(query, { n: 200 })).toBe(1 + 200 * 4);
  expect(cost(query, { n: 200, no: true })).toBe(1 + 200 * 2);
});

it('takes lists without a page to have ten entries', () =>
  expect(cost('{ relationship(customerId: "a") { trust { contributions { points } } } }')).toBe(1 + 1 + 1 + 10));

it('refuses to count fragments that multiply one another', () => {
  const spreads = (i: number) => `...F${i + 1} `.repeat(60);
  const fragments = Array.from({ length: 8 }, (_, i) => `fragment F${i} on Relationship { name ${spreads(i)} }`);
  const query = `{ relationship(customerId: "a") { ...F0 } } ${fragments.join(' ')} fragment F8 on Relationship { name }`;
  expect(cost(query)).toBe(Infinity);
});
