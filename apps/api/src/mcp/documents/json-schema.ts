import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';

/** A JSON Schema (2020-12), as far as it is made here. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type ObjectSchema = JsonSchema & { readonly type: 'object' };

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', description: 'An instant: ISO 8601 with an offset.' },
  Duration: { type: 'string', description: 'A duration: ISO 8601.' },
};

/** @throws RangeError for a scalar that has no form here */
export function leafSchema(type: GraphQLLeafType): JsonSchema {
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  const schema = SCALARS[type.name];
  if (schema === undefined)
    throw new RangeError(`the scalar ${type.name} has no JSON Schema; add it to json-schema.ts`);
  return schema;
}

/** What may be sent for an input type of the schema; null may always be sent for what may be left out. */
export function inputSchema(type: GraphQLInputType): JsonSchema {
  const known = getNullableType(type);
  if (isListType(known)) return { type: 'array', items: inputSchema(known.ofType) };
  if (isInputObjectType(known)) return objectSchema(Object.values(known.getFields()));
  return leafSchema(known);
}

export function objectSchema(fields: readonly GraphQLInputField[]): ObjectSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    required: fields.filter(mustBeGiven).map(({ name }) => name),
    additionalProperties: false,
  };
}

type Described = Pick<GraphQLInputField, 'type' | 'description'>;

export function fieldSchema({ type, description }: Described): JsonSchema {
  return described(inputSchema(type), [description, valuesOf(type)].filter((each) => each != null).join(' '));
}

/** Before what the type says itself. */
export function described(schema: JsonSchema, says: string): JsonSchema {
  const description = [says, schema.description].filter((each) => each !== undefined && each !== '').join(' ');
  return description === '' ? schema : { ...schema, description };
}

/** The meaning of each value of an enum, which has no other place in a JSON Schema. */
function valuesOf(type: GraphQLInputType): string | null {
  const known = getNullableType(type);
  const of = isListType(known) ? getNullableType(known.ofType) : known;
  if (!isEnumType(of)) return null;
  const values = of.getValues().filter(({ description }) => description != null);
  return values.length > MOST_VALUES_TOLD ? null : values.map((each) => `${each.name}: ${each.description}`).join(' ');
}

/** More would only be long: the types of contacts have a page of their own. */
const MOST_VALUES_TOLD = 12;

export const mustBeGiven = ({ type, defaultValue }: GraphQLInputField): boolean =>
  isNonNullType(type) && defaultValue === undefined;
