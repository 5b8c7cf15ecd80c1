// The types of the GraphQL operations of the page and of the client, made from the committed schema. Nobody writes such a type by
// hand, so none can differ from what the API answers.
import { codegen } from '@graphql-codegen/core';
import * as documentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';

const SCHEMA = 'apps/api/schema.gql';
/** Where the operations are made of the documents of a folder. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  'apps/dashboard/src/ask/operations.ts': 'apps/dashboard/src',
  'apps/client/src/operations.ts': 'apps/client/src/documents',
};

const FIRST_LINES = '// Made by `npm run schema` from .graphql files and the schema of the API. Do not edit.\n';

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

/** The text of a file of operations. @throws Error if one does not fit the schema */
export async function operationsText(file: string, sources: string): Promise<string> {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  const documents = files.map((name) => ({
    location: name,
    document: parse(readFileSync(join(sources, name), 'utf8')),
  }));
  const made = await codegen({
    filename: file,
    schema: parse(readFileSync(SCHEMA, 'utf8')),
    schemaAst: schema,
    documents,
    config: CONFIG,
    plugins: [{ operations: {} }, { documentNode: {} }],
    pluginMap: { operations, documentNode },
  });
  const options = await prettier.resolveConfig(file);
  return prettier.format(FIRST_LINES + made, { ...options, filepath: file });
}

if (import.meta.main)
  for (const [file, sources] of Object.entries(OPERATIONS)) writeFileSync(file, await operationsText(file, sources));
