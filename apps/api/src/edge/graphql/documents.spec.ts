import { buildSchema, getIntrospectionQuery, isObjectType } from 'graphql';
import { ADMIN } from '#access';
import { ALLOWED, READ } from '../auth/rights.js';
import { costOfPage } from './cost.js';
import { Documents, RequestRefused } from './documents.js';

const schema = buildSchema(`
  type Query { me(name: String, among: [Int], as: Role): Person  people(first: Int): [Person] }
  type Person { name: String  friend: Person  friends(first: Int): [Person] }
  enum Role { OWNER }
`);
for (const type of Object.values(schema.getTypeMap())) {
  if (isObjectType(type) && !type.name.startsWith('__')) type.extensions = { [ALLOWED]: READ };
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : [])
    if (field.args.some(({ name }) => name === 'first')) field.extensions = { complexity: costOfPage(50) };
}

const settings = { maxCost: 100_000, maxCostPerMinute: null, isSchemaPublic: true };
const documents = new Documents({ schema }, settings);

const ask = (query: string, variables: Record<string, unknown> = {}, operationName: string | null = null) =>
  documents.operation({ query, variables, operationName }, ADMIN);

/** The messages of what it is refused with; none where it may run. */
function messagesOf(from: Documents, query: string, variables: Record<string, unknown> = {}): string[] {
  try {
    from.operation({ query, variables, operationName: null }, ADMIN);
    return [];
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    return error.errors.map(({ message }) => message);
  }
}

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

  it('directives, also through fragments', () => {
    const inside = (count: number) => `{ me { ${'... @skip(if: false) { name } '.repeat(count)} } }`;
    expect(codesOf(inside(30))).toEqual([]);
    expect(codesOf(inside(31))).toEqual(['TOO_MANY_DIRECTIVES']);
    const spread = (count: number) =>
      `{ me { ${'...A '.repeat(count)} } } fragment A on Person { name @skip(if: false) }`;
    expect(codesOf(spread(30))).toEqual([]);
    expect(codesOf(spread(31))).toEqual(['TOO_MANY_DIRECTIVES']);
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

describe('its cost', () => {
  // 1 for `people`, and for each of them the two fields below.
  const query = 'query($n: Int) { people(first: $n) { name friend { name } } }';
  const limited = new Documents({ schema }, { ...settings, maxCost: 31 });

  it('passes at the limit and is refused above it, with what it costs and the limit', () => {
    expect(messagesOf(limited, query, { n: 10 })).toEqual([]);
    expect(messagesOf(limited, query, { n: 11 })).toEqual([
      expect.stringContaining('It costs 34; the limit is 31.') as string,
    ]);
    expect(messagesOf(limited, query, { n: 10 })).toEqual([]);
    expect(messagesOf(limited, '{ people { name } }')).toEqual([expect.stringContaining('It costs 51') as string]);
  });

  it('is taken from what the caller may spend in a minute, and what is refused costs nothing', () => {
    const spending = new Documents({ schema }, { ...settings, maxCost: 31, maxCostPerMinute: 62 });
    for (const n of [10, 11, 10]) messagesOf(spending, query, { n });
    expect(messagesOf(spending, query, { n: 10 })).toEqual([
      expect.stringMatching(/This operation costs 31: ask again in (29|30) seconds\./) as string,
    ]);
    const ask = () =>
      spending.operation({ query, variables: { n: 10 }, operationName: null }, { ...ADMIN, identity: 'b' });
    expect(ask).not.toThrow();
  });

  it('is that of the requested operation alone', () => {
    const two = `${query.replace('query', 'query A')} query B { me { name } }`;
    const run = (operationName: string) => () =>
      limited.operation({ query: two, operationName, variables: { n: 200 } }, ADMIN).definition.name?.value;
    expect(run('B')()).toBe('B');
    expect(run('A')).toThrow(RequestRefused);
  });

  it('is counted after the variables were checked', () =>
    expect(messagesOf(limited, query, { n: 'many' })).toEqual([expect.stringContaining('"$n"') as string]));
});

describe('where the schema is not public', () => {
  const closed = new Documents({ schema }, { ...settings, isSchemaPublic: false });

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Person") { name } }'])('refuses %s', (query) => {
    expect(messagesOf(documents, query)).toEqual([]);
    expect(messagesOf(closed, query)[0]).toContain('introspection has been disabled');
  });

  it('answers __typename, which clients need', () => expect(messagesOf(closed, '{ __typename }')).toEqual([]));

  it.each([
    ['a field', '{ me { nam } }', {}],
    ['an argument', '{ me(nane: "a") { name } }', {}],
    ['a type', '{ me { ... on Persan { name } } }', {}],
    ['a value', '{ me(as: OWNR) { name } }', {}],
    ['a value of a variable', 'query($as: Role) { me(as: $as) { name } }', { as: 'OWNR' }],
  ])('suggests no name for a misspelt one of %s', (_, query, variables) => {
    expect(messagesOf(documents, query, variables).join()).toContain('Did you mean');
    expect(messagesOf(closed, query, variables).join()).toMatch(/^(?!.*Did you mean).+$/s);
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
