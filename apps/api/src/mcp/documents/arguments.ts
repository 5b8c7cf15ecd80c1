import {
  getNamedType,
  isInputObjectType,
  isNonNullType,
  Kind,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';
import { described, fieldSchema, type JsonSchema, type ObjectSchema } from './json-schema.js';

/**
 * The variables of a document as a JSON Schema. Each says what the argument or the input field says in which it is used.
 * @param defaults what the caller may leave out though the document needs it, each with what is then taken, in words
 */
export function argumentsSchema(
  document: DocumentNode,
  schema: GraphQLSchema,
  defaults: Readonly<Record<string, string>> = {},
): ObjectSchema {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new RangeError('the document must be one operation');
  const says = meanings(document, schema);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never) as GraphQLInputType;
    const otherwise = defaults[name];
    if (isNonNullType(type) && defaultValue === undefined && otherwise === undefined) required.push(name);
    const property = fieldSchema({ type, description: says.get(name) });
    properties[name] = otherwise === undefined ? property : described(property, `Default: ${otherwise}.`);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

function meanings(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const says = new Map<string, string>();
  const note = (value: ValueNode, description: string | null | undefined) => {
    if (value.kind === Kind.VARIABLE && description != null) says.set(value.name.value, description);
  };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.ARGUMENT]: ({ value }) => note(value, types.getArgument()?.description),
      [Kind.OBJECT_FIELD]({ name, value }) {
        const parent = getNamedType(types.getParentInputType());
        if (isInputObjectType(parent)) note(value, parent.getFields()[name.value]?.description);
      },
    }),
  );
  return says;
}
