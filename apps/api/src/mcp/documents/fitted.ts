import {
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type VariableNode,
} from 'graphql';
import type { Actor } from '#access';
import type { Guard } from '../../edge/graphql/guard.js';

/** A document with only what an actor may use. */
export type Fitted = {
  /** Null if nothing is left. */
  readonly document: DocumentNode | null;
  /** The fields that the actor's role may not use, as `Type.field`. */
  readonly leftOut: readonly string[];
};

/**
 * A field that the role may not use would refuse the whole document. An assistant does not choose fields, so they are left
 * out for it, and named.
 */
export function fittedTo(document: DocumentNode, schema: GraphQLSchema, guard: Guard, actor: Actor): Fitted {
  const leftOut = new Set<string>();
  const types = new TypeInfo(schema);
  const kept = visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: {
        enter(node) {
          const type = types.getParentType()?.name ?? '';
          if (guard.rightOf(type, node.name.value)?.has(actor) ?? true) return undefined;
          leftOut.add(`${type}.${node.name.value}`);
          return null;
        },
        leave: (node: FieldNode) => (isEmpty(node) ? null : undefined),
      },
      [Kind.INLINE_FRAGMENT]: { leave: (node) => (isEmpty(node) ? null : undefined) },
    }),
  );
  const [operation] = kept.definitions;
  const isLeft = operation?.kind === Kind.OPERATION_DEFINITION && operation.selectionSet.selections.length > 0;
  return { document: isLeft ? withoutUnused(kept) : null, leftOut: [...leftOut] };
}

const isEmpty = ({ selectionSet }: Pick<FieldNode, 'selectionSet'>): boolean => selectionSet?.selections.length === 0;

/** A variable that nothing uses any more would make the document invalid. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: (node: VariableNode) => void used.add(node.name.value),
  });
  return visit(document, {
    [Kind.VARIABLE_DEFINITION]: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
}
