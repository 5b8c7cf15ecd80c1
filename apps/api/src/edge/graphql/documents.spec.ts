import { assertObjectType, buildSchema, getIntrospectionQuery } from 'graphql';
import { ADMIN } from '#access';
import { ALLOWED, READ } from '../auth/rights.js';
import { Documents, RequestRefused } from './documents.js';

const schema = buildSchema(`
  type Query { me(name: String, among: [Int]): Person  people(first: Int): [Person] }
  type Person { name: String  friend: Person  friends(first: Int): [Person] }
`);
for (const type of ['Query', 'Person']) assertObjectType(schema.getType(type)).extensions = { [ALLOWED]: READ };
const documents = new Documents({ schema });

const ask = (query: string, variables: Record<string, unknown> = {}, operationName: string | null = null) =>
  documents.operation({ query, variables, operationName }, ADMIN);

/** The codes of what it is refused with; none where it may run. */
function codesOf(...asked: Parameters<typeof ask>): string[] {
  try {
    ask(...asked);
    return [];
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    return error.errors.map(({ extensions }) => String(extensions.code));
  }
}

const nested = (depth: number) => `{ me ${'{ friend '.repeat(depth - 2)}{ name }${'}'.repeat(depth - 2)} }`;
const times = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join(' ');

it('runs what is well-formed, and remembers it', () => {
  const { definition, document } = ask('query A { me { name } }');
  expect(definition.name?.value).toBe('A');
  expect(ask('query A { me { name } }').document).toBe(document);
});

it.each([
  '',
  ' ',
  '{',
  '{}',
  '[]',
  'null',
  '1',
  '"text"',
  '{"kind":"Document"}',
  'query {',
  '\u0000',
  '{ me { name } } }',
])('refuses %j as malformed', (query) => expect(codesOf(query)).toEqual(['GRAPHQL_PARSE_FAILED']));

it('refuses what the schema does not have', () => {
  expect(codesOf('{ nobody }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(codesOf('{ me(name: 7) { name } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(codesOf('{ ...A } fragment A on Query { ...A }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

it('wants to know which operation', () => {
  const two = 'query A { me { name } } query B { me { name } }';
  expect(ask(two, {}, 'B').definition.name?.value).toBe('B');
  expect(codesOf(two)).toEqual(['BAD_USER_INPUT']);
  expect(codesOf(two, {}, 'C')).toEqual(['BAD_USER_INPUT']);
  expect(codesOf('fragment A on Query { me { name } }', {}, null)).toContain('GRAPHQL_VALIDATION_FAILED');
});

describe('just under a limit passes, just over is refused:', () => {
  it('depth', () => {
    expect(codesOf(nested(10))).toEqual([]);
    expect(codesOf(nested(11))).toEqual(['QUERY_TOO_DEEP']);
  });

  it('depth through fragments', () => {
    const spread = (depth: number) =>
      `{ me { ...A } } fragment A on Person ${'{ friend '.repeat(depth - 2)}{ name }${'}'.repeat(depth - 2)}`;
    expect(codesOf(spread(10))).toEqual([]);
    expect(codesOf(spread(11))).toEqual(['QUERY_TOO_DEEP']);
  });

  it('aliases', () => {
    const aliased = (count: number) => `{ me { ${times(count, (i) => `a${i}: name`)} } }`;
    expect(codesOf(aliased(30))).toEqual([]);
    expect(codesOf(aliased(31))).toEqual(['TOO_MANY_ALIASES']);
  });

  it('aliases through fragments, as often as they are spread', () => {
    const tower = (spreads: number) =>
      `{ me { ${times(spreads, (i) => `f${i}: friend { ...A }`)} } } fragment A on Person { a: name b: name }`;
    expect(codesOf(tower(10))).toEqual([]);
    expect(codesOf(tower(11))).toEqual(['TOO_MANY_ALIASES']);
  });

  it('aliases within introspection', () => {
    expect(codesOf(`{ __schema { ${times(31, (i) => `a${i}: types { name }`)} } }`)).toEqual(['TOO_MANY_ALIASES']);
  });

  it('root fields', () => {
    const roots = (count: number) => `{ ${times(count, (i) => `a${i}: me { name }`)} }`;
    expect(codesOf(roots(20))).toEqual([]);
    expect(codesOf(roots(21))).toEqual(['TOO_MANY_ROOT_FIELDS']);
    expect(codesOf(`{ ${'me { name } '.repeat(19)} ...A } fragment A on Query { me { name } }`)).toEqual([]);
    expect(codesOf(`{ ${'me { name } '.repeat(20)} ...A } fragment A on Query { me { name } }`)).toEqual([
      'TOO_MANY_ROOT_FIELDS',
    ]);
  });

  it('tokens', () => {
    const long = (tokens: number) => `{ me(among: [${'1 '.repeat(tokens - 12)}]) { name } }`;
    expect(codesOf(long(2000))).toEqual([]);
    expect(codesOf(long(2001))).toEqual(['TOO_MANY_TOKENS']);
  });

  it('pages, in numbers, in variables and in their defaults', () => {
    const query = 'query($n: Int = 200) { people(first: $n) { friends(first: 200) { name } } }';
    expect(codesOf(query)).toEqual([]);
    expect(codesOf(query, { n: 200 })).toEqual([]);
    expect(codesOf(query, { n: 201 })).toEqual(['PAGE_TOO_LARGE']);
    expect(codesOf(query.replace('= 200', '= 201'))).toEqual(['PAGE_TOO_LARGE']);
    expect(codesOf('{ me { friends(first: 201) { name } } }')).toEqual(['PAGE_TOO_LARGE']);
  });
});

it('measures fragments that double one another without doubling the work', () => {
  const doubling = times(
    40,
    (i) => `fragment F${i} on Person { a: friend { ...F${i + 1} } b: friend { ...F${i + 1} } }`,
  );
  const codes = codesOf(`{ me { ...F0 } } ${doubling} fragment F40 on Person { name }`);
  expect(codes).toContain('TOO_MANY_ALIASES');
});

it('lets the introspection of common tools pass, but none that goes round in circles', () => {
  expect(codesOf(getIntrospectionQuery())).toEqual([]);
  const circle = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
  expect(codesOf(circle)).toContain('GRAPHQL_VALIDATION_FAILED');
});
