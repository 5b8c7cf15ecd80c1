import {
  isInterfaceType,
  isObjectType,
  Kind,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Actor } from '#access';
import { ALLOWED, type Right } from '../auth/rights.js';
import { apiError } from '../errors/codes.js';

/** What an operation needs: each right with the first field that it is needed for. */
export type RightsNeeded = ReadonlyMap<Right, { readonly coordinate: string; readonly node: ASTNode }>;

/**
 * Enforces the declarations of `@Allowed`. It reads them once, at the start. What an operation needs depends on its document
 * alone, so it is worked out once for each document, and no field costs anything when it is resolved.
 */
export class Guard {
  private readonly rights: ReadonlyMap<string, ReadonlyMap<string, Right>>;

  /** @throws Error that names the fields without a declaration */
  constructor(private readonly schema: GraphQLSchema) {
    const undeclared: string[] = [];
    this.rights = new Map(
      Object.values(schema.getTypeMap())
        .filter(({ name }) => !name.startsWith('__'))
        .map((type) => [type.name, rightsOf(type, undeclared)]),
    );
    if (undeclared.length > 0)
      throw new Error(
        `Nothing declares who may use ${undeclared.join(', ')}. Put @Allowed(...) on the field or on its type; see CONTRIBUTING.md, "A right".`,
      );
  }

  /** The right that a field of the schema needs; null for a field of the introspection, which everybody may use. */
  rightOf(type: string, field: string): Right | null {
    return this.rights.get(type)?.get(field) ?? null;
  }

  /** What each operation of the document needs, by its name; an operation without a name has an empty one. */
  neededBy(document: DocumentNode): ReadonlyMap<string, RightsNeeded> {
    const needed = Object.entries(separateOperations(document)).map(
      ([name, operation]) => [name, this.neededIn(operation)] as const,
    );
    return new Map(needed);
  }

  private neededIn(operation: DocumentNode): RightsNeeded {
    const needed = new Map<Right, { coordinate: string; node: ASTNode }>();
    const types = new TypeInfo(this.schema);
    const read = visitWithTypeInfo(types, {
      [Kind.FIELD]: (node) => {
        const type = types.getParentType();
        const right = type == null ? null : this.rightOf(type.name, node.name.value);
        if (type != null && right !== null && !needed.has(right))
          needed.set(right, { coordinate: `${type.name}.${node.name.value}`, node });
      },
    });
    visit(operation, read);
    return needed;
  }
}

/** Why the actor may not run the operation; empty if they may. */
export function forbidden(needed: RightsNeeded, actor: Actor): readonly GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const [right, { coordinate, node }] of needed)
    if (!right.has(actor))
      errors.push(
        apiError('FORBIDDEN', `The role ${actor.role} may not ${right.says}, and ${coordinate} needs that.`, node),
      );
  return errors;
}

function rightsOf(type: GraphQLNamedType, undeclared: string[]): ReadonlyMap<string, Right> {
  const rights = new Map<string, Right>();
  if (!isObjectType(type) && !isInterfaceType(type)) return rights;
  for (const field of Object.values(type.getFields())) {
    const right = (field.extensions[ALLOWED] ?? type.extensions[ALLOWED]) as Right | undefined;
    if (right === undefined) undeclared.push(`${type.name}.${field.name}`);
    else rights.set(field.name, right);
  }
  return rights;
}
