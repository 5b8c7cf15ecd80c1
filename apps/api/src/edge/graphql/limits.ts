import {
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type GraphQLError,
  type OperationDefinitionNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { apiError, ERROR_CODES, type ErrorCode } from '../errors/codes.js';

/** The limits of one request. */
export const LIMITS = {
  depth: 10,
  aliases: 30,
  rootFields: 20,
  directives: 30,
  tokens: 2000,
  /** Entries in a page, the `first` of any connection. */
  page: 200,
  bodyBytes: 256 * 1024,
  /** How long a query may be executed, milliseconds. */
  executionMs: 10_000,
  /** Entries of lists without pages in one answer, such as contributions. */
  entriesWithoutPage: 50_000,
  /** Subscriptions that still read what was recorded before they began. */
  replaysOfSocket: 10,
  replays: 1_000,
} as const;

/** How much a selection asks for. */
type Extent = {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
};
const NOTHING: Extent = { depth: 0, aliases: 0, fields: 0, directives: 0 };

/** Refuses an operation that is too deep or too wide; fragments count as often as they are spread. */
export const extentRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const extent = extentOfOperation(operation, (name) => context.getFragment(name));
    const { depth, aliases, fields, directives } = extent;
    if (depth > LIMITS.depth) context.reportError(tooMuch('QUERY_TOO_DEEP', depth));
    if (aliases > LIMITS.aliases) context.reportError(tooMuch('TOO_MANY_ALIASES', aliases));
    if (fields > LIMITS.rootFields) context.reportError(tooMuch('TOO_MANY_ROOT_FIELDS', fields));
    if (directives > LIMITS.directives) context.reportError(tooMuch('TOO_MANY_DIRECTIVES', directives));
  },
});

const tooMuch = (code: ErrorCode, found: number): GraphQLError =>
  apiError(code, `${ERROR_CODES[code].says} Found: ${found}.`);

function extentOfOperation(
  operation: OperationDefinitionNode,
  fragment: (name: string) => FragmentDefinitionNode | null | undefined,
): Extent {
  // Each fragment is measured once, so that fragments within fragments cannot make the check slow.
  const measured = new Map<string, Extent>();

  function extentOf({ selections }: SelectionSetNode): Extent {
    let { depth, aliases, fields, directives } = NOTHING;
    for (const selection of selections) {
      const inner = innerExtent(selection);
      const isField = selection.kind === Kind.FIELD;
      depth = Math.max(depth, inner.depth + (isField && !unwraps(selection) ? 1 : 0));
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      fields += isField ? 1 : inner.fields;
      directives += inner.directives + (selection.directives?.length ?? 0);
    }
    return { depth, aliases, fields, directives };
  }

  function innerExtent(selection: SelectionNode): Extent {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return extentOfFragment(selection.name.value);
    return selection.selectionSet === undefined ? NOTHING : extentOf(selection.selectionSet);
  }

  function extentOfFragment(name: string): Extent {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // The standard rules refuse a fragment that spreads itself; this line only prevents an endless recursion.
    measured.set(name, NOTHING);
    const definition = fragment(name);
    const extent = definition ? extentOf(definition.selectionSet) : NOTHING;
    measured.set(name, extent);
    return extent;
  }

  return extentOf(operation.selectionSet);
}

/** Introspection queries of common tools nest `ofType` deeper than any type needs, so it does not count as depth. */
const unwraps = (field: FieldNode): boolean => field.name.value === 'ofType';
