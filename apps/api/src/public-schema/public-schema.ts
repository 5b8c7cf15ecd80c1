import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ENTRY_PROVIDER_WATERMARK, MODULE_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { FEATURES } from './features.js';

const HEADER = `# The public contract, made from the code by \`npm run schema\`. Do not edit.\n\n`;

/** The public schema as the code declares it, with what the declarations say besides the text: costs, and who may use what. */
export async function builtSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await app.get(GraphQLSchemaFactory).create(FEATURES.flatMap(resolversOf));
  await app.close();
  return schema;
}

/** The text of apps/api/schema.gql. It is sorted, so that a diff shows only changes of the contract. */
export async function publicSchema(): Promise<string> {
  return `${HEADER}${printSchema(lexicographicSortSchema(await builtSchema()))}\n`;
}

/** The resolvers among the providers of a module: `@Resolver` marks them as entry points. */
function resolversOf(feature: Type): Type[] {
  const providers = Reflect.getMetadata(MODULE_METADATA.PROVIDERS, feature) as readonly Type[];
  return providers.filter((provider) => Reflect.hasMetadata(ENTRY_PROVIDER_WATERMARK, provider));
}
