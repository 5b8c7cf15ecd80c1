import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Guard } from '../../apps/api/src/edge/graphql/guard.js';
import type { Actor } from '#access';

/** A document that the schema has: it reaches one type from one root field, and selects all that an actor may read there. */
export type Reach = { readonly root: string; readonly type: string; readonly query: string };

/** The literal for an argument that must be given, by `Type.field.argument`; a root that lacks one is an error. */
export type Given = Readonly<Record<string, string>>;

const MOST_STEPS = 5;

/** What a document begins with. */
export type Door = 'Query' | 'Subscription';

/**
 * For each root field, a document for each object type that it reaches, by the shortest way. So a new field is asked for
 * without a line in any test.
 * @throws Error if an argument of a root field must be given and is not in `given`
 */
export function reaches(
  schema: GraphQLSchema,
  guard: Guard,
  actor: Actor,
  given: Given,
  door: Door = 'Query',
): readonly Reach[] {
  const roots = Object.values((schema.getType(door) as GraphQLObjectType).getFields());
  return roots
    .filter(({ name }) => guard.rightOf(door, name)?.has(actor))
    .flatMap((root) => fromRoot(schema, guard, actor, given, root, door));
}

type Step = { readonly type: string; readonly path: readonly string[] };
type Field = GraphQLField<unknown, unknown>;

function fromRoot(schema: GraphQLSchema, guard: Guard, actor: Actor, given: Given, root: Field, door: Door): Reach[] {
  const call = callOf(door, root, given);
  if (call === null) throw new Error(`${door}.${root.name} needs arguments: give them in the test of the matrix`);
  const found: Reach[] = [];
  const seen = new Set<string>();
  let steps: Step[] = entered(schema, getNamedType(root.type).name, [call]);
  for (let depth = 0; depth < MOST_STEPS && steps.length > 0; depth += 1) {
    const next: Step[] = [];
    for (const { type: name, path } of steps) {
      if (seen.has(name)) continue;
      seen.add(name);
      const type = schema.getType(name) as GraphQLObjectType;
      const fields = Object.values(type.getFields()).filter((field) => guard.rightOf(name, field.name)?.has(actor));
      const leaves = fields
        .filter((field) => isLeafType(getNamedType(field.type)))
        .flatMap((field) => callOf(name, field, given) ?? []);
      found.push({ root: root.name, type: name, query: documentOf(path, ['__typename', ...leaves], door) });
      for (const field of fields) {
        const target = getNamedType(field.type).name;
        const step = callOf(name, field, given);
        if (step !== null) next.push(...entered(schema, target, [...path, step]));
      }
    }
    steps = next;
  }
  return found;
}

/** The object types behind a type; those of an interface by a fragment each. */
function entered(schema: GraphQLSchema, name: string, path: readonly string[]): Step[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [{ type: name, path }];
  if (!isInterfaceType(type)) return [];
  return schema.getPossibleTypes(type).map((each) => ({ type: each.name, path: [...path, `... on ${each.name}`] }));
}

function callOf(type: string, { name, args }: Field, given: Given): string | null {
  const values = args.map((arg) => [arg, given[`${type}.${name}.${arg.name}`]] as const);
  if (values.some(([arg, value]) => value === undefined && mustBeGiven(arg))) return null;
  const said = values.flatMap(([arg, value]) => (value === undefined ? [] : [`${arg.name}: ${value}`]));
  return said.length === 0 ? name : `${name}(${said.join(', ')})`;
}

const mustBeGiven = ({ type, defaultValue }: GraphQLArgument): boolean =>
  isNonNullType(type) && defaultValue === undefined;

const documentOf = (path: readonly string[], leaves: readonly string[], door: Door): string =>
  `${door.toLowerCase()} { ${path.map((step) => `${step} {`).join(' ')} ${leaves.join(' ')} ${'}'.repeat(path.length)} }`;
