import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { leafSchema, type JsonSchema } from './json-schema.js';
import { isOurs } from './ours.js';

/** What an answer to a document looks like. The JSON Schema of an answer and the answer itself are made from it. */
export type Shape =
  | { readonly is: 'OBJECT'; readonly fields: readonly ShapedField[] }
  | { readonly is: 'LIST'; readonly of: Shape; readonly mayHaveNull: boolean }
  /** Text that somebody typed: a customer, a colleague, another program. */
  | { readonly is: 'TYPED' }
  | { readonly is: 'LEAF'; readonly schema: JsonSchema };

export type ShapedField = {
  /** The alias, or the name. */
  readonly key: string;
  readonly says: string;
  readonly shape: Shape;
  readonly isNullable: boolean;
  /** Whether each object has it; false for what only some types of an interface have. */
  readonly isOfAll: boolean;
};

/** The shape of the data of the one operation of a document, which must be valid and have no named fragments. */
export function shapeOf(document: DocumentNode, schema: GraphQLSchema): Shape {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new RangeError('the document must be one operation');
  const root = schema.getRootType(operation.operation);
  if (root == null) throw new RangeError(`the schema has no ${operation.operation}`);
  return objectOf(operation.selectionSet, root, schema);
}

function objectOf(selected: SelectionSetNode, type: GraphQLCompositeType, schema: GraphQLSchema): Shape {
  const fields = new Map<string, ShapedField>();
  for (const field of fieldsOf(selected, type, schema, true)) {
    const earlier = fields.get(field.key);
    fields.set(field.key, earlier?.isOfAll === true ? earlier : field);
  }
  return { is: 'OBJECT', fields: [...fields.values()] };
}

function* fieldsOf(
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
  isOfAll: boolean,
): Iterable<ShapedField> {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new RangeError('named fragments have no shape here');
    if (selection.kind === Kind.FIELD) yield shapedField(selection, type, schema, isOfAll);
    else {
      const { typeCondition, selectionSet } = selection;
      const narrower =
        typeCondition === undefined ? type : (typeFromAST(schema, typeCondition) as GraphQLCompositeType);
      yield* fieldsOf(selectionSet, narrower, schema, isOfAll && (narrower === type || !isAbstractType(type)));
    }
  }
}

function shapedField(
  node: FieldNode,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
  isOfAll: boolean,
): ShapedField {
  const { name, alias, selectionSet } = node;
  const field =
    'getFields' in type ? (type.getFields()[name.value] as GraphQLField<unknown, unknown> | undefined) : undefined;
  if (field === undefined) throw new RangeError(`${type.name} has no field ${name.value}`);
  return {
    key: alias?.value ?? name.value,
    says: field.description ?? '',
    shape: outputShape(field.type, `${type.name}.${name.value}`, selectionSet, schema),
    isNullable: !isNonNullType(field.type),
    isOfAll,
  };
}

function outputShape(
  type: GraphQLOutputType,
  coordinate: string,
  selected: SelectionSetNode | undefined,
  schema: GraphQLSchema,
): Shape {
  const known = getNullableType(type);
  if (isListType(known)) {
    const of = known.ofType;
    return { is: 'LIST', of: outputShape(of, coordinate, selected, schema), mayHaveNull: !isNonNullType(of) };
  }
  if (selected !== undefined) return objectOf(selected, getNamedType(known) as GraphQLCompositeType, schema);
  if (!isLeafType(known)) throw new RangeError(`${coordinate} needs a selection`);
  return leafShape(known, coordinate);
}

const leafShape = (type: GraphQLLeafType, coordinate: string): Shape =>
  type.name === 'String' && !isOurs(coordinate) ? { is: 'TYPED' } : { is: 'LEAF', schema: leafSchema(type) };
