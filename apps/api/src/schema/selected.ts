import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/** Paths of all selected fields below this one, with dots: `edges.node.trust.score`. Cached for each parsed document. */
export function selectedPaths({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const [first] = fieldNodes;
  if (first === undefined) return new Set();
  const before = fieldNodes.length === 1 ? known.get(first) : undefined;
  if (before !== undefined) return before;
  const paths = new Set<string>();

  const collect = (selection: SelectionSetNode, parent: string): void => {
    for (const each of selection.selections) {
      if (each.kind === Kind.FIELD) {
        const path = `${parent}${each.name.value}`;
        paths.add(path);
        if (each.selectionSet) collect(each.selectionSet, `${path}.`);
      } else {
        const inner = each.kind === Kind.INLINE_FRAGMENT ? each : fragments[each.name.value];
        if (inner) collect(inner.selectionSet, parent);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) if (selectionSet) collect(selectionSet, '');
  if (fieldNodes.length === 1) known.set(first, paths);
  return paths;
}
