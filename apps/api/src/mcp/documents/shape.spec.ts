import { parse, type GraphQLSchema } from 'graphql';
import { builtSchema } from '../../public-schema/public-schema.js';
import { QUESTIONS } from '../tools/questions.js';
import { mutationOf, rehearsalOf } from '../tools/recording-documents.js';
import { RECORDINGS } from '../tools/recordings.js';
import { marked } from './marked.js';
import { shapeOf, type Shape } from './shape.js';

let schema: GraphQLSchema;
beforeAll(async () => (schema = await builtSchema()));

/** The paths of the leaves, with a star where text is marked as typed. */
function* leaves(shape: Shape, path: string): Iterable<string> {
  if (shape.is === 'OBJECT') for (const field of shape.fields) yield* leaves(field.shape, `${path}.${field.key}`);
  else if (shape.is === 'LIST') yield* leaves(shape.of, path);
  else yield shape.is === 'TYPED' ? `${path}*` : path;
}

const typedIn = (document: string): string[] => [
  ...new Set(
    [...leaves(shapeOf(parse(document), schema), '')]
      .filter((path) => path.endsWith('*'))
      .map((path) => path.split('.').at(-1) ?? ''),
  ),
];

it('marks each text that somebody can type, and none that the product makes', () => {
  const typed = new Set(QUESTIONS.flatMap(({ document }) => typedIn(document)));
  expect([...typed].sort()).toEqual(
    [
      ...['asked*', 'name*', 'need*', 'note*', 'owner*', 'reason*', 'recordedBy*', 'segment*', 'service*', 'title*'],
      ...['topics*', 'what*'],
    ].sort(),
  );
  for (const tool of RECORDINGS) expect(typedIn(mutationOf(tool))).toEqual([]);
  expect(typedIn(rehearsalOf)).toEqual([]);
});

it('tells only what the shape has, with each text in its place', () => {
  const document = '{ relationships(first: 1) { edges { node { customerId name trust { score } } } } }';
  const node = { customerId: '<b>', name: 'A\nB', trust: { score: 70 }, __typename: 'Relationship' };
  expect(marked(shapeOf(parse(document), schema), { relationships: { edges: [{ node }] } })).toEqual({
    relationships: { edges: [{ node: { customerId: '＜b＞', name: { typed: 'A ⏎ B' }, trust: { score: 70 } } }] },
  });
});
