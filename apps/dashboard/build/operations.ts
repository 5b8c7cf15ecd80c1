// The types of the page's GraphQL operations, made from the committed schema. Nobody writes such a type by hand, so none can
// differ from what the API answers.
import { codegen } from '@graphql-codegen/core';
import * as documentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';

const SOURCES = 'apps/dashboard/src';
const SCHEMA = 'apps/api/schema.gql';
export const OPERATIONS_FILE = 'apps/dashboard/src/ask/operations.ts';

const FIRST_LINES =
  '// Made by `npm run schema` from the .graphql files of the page and the schema of the API. Do not edit.\n';

const CONFIG = {
  useTypeImports: true,
  skipTypename: true,
  dedupeFragments: true,
  inlineFragmentTypes: 'combine',
  documentMode: 'string',
  enumType: 'string-literal',
  strictScalars: true,
  scalars: { ID: 'string', DateTime: 'string', Duration: 'string' },
};

/** The text of the file of operations. @throws Error if one does not fit the schema */
export async function operationsText(): Promise<string> {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  const documents = files.map((name) => ({
    location: name,
    document: parse(readFileSync(join(SOURCES, name), 'utf8')),
  }));
  const made = await codegen({
    filename: OPERATIONS_FILE,
    schema: parse(readFileSync(SCHEMA, 'utf8')),
    schemaAst: schema,
    documents,
    config: CONFIG,
    plugins: [{ operations: {} }, { documentNode: {} }],
    pluginMap: { operations, documentNode },
  });
  const options = await prettier.resolveConfig(OPERATIONS_FILE);
  return prettier.format(FIRST_LINES + made, { ...options, filepath: OPERATIONS_FILE });
}

if (import.meta.main) writeFileSync(OPERATIONS_FILE, await operationsText());
