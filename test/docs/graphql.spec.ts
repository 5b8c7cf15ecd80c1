import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

const schema = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));
const documents = readdirSync('docs')
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    [...readFileSync(`docs/${file}`, 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(
      ([, document = ''], index) => [`${file}, ${index + 1}`, document] as const,
    ),
  );

it.each(documents)('what a page asks for is in the schema: %s', (_, document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
