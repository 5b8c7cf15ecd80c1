import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';
import { apiError } from '../errors/codes.js';
import { LIMITS } from './limits.js';

/** The page sizes in a document: the largest number, and the variables whose values come with each request. */
export type PageSizes = { readonly largest: number; readonly variables: readonly string[] };

/** Collects the `first` of every connection, and the defaults of the variables used there. */
export function pageSizesIn(document: DocumentNode): PageSizes {
  const variables = new Set<string>();
  const defaults = new Map<string, number>();
  let largest = 0;
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== 'first') return;
      if (value.kind === Kind.VARIABLE) variables.add(value.name.value);
      else largest = Math.max(largest, numberOf(value));
    },
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue !== undefined) defaults.set(variable.name.value, numberOf(defaultValue));
    },
  });
  for (const name of variables) largest = Math.max(largest, defaults.get(name) ?? 0);
  return { largest, variables: [...variables] };
}

/** Runs before the operation, so that a page that is too large fails the whole request and not only one field. */
export function refusePageTooLarge(sizes: PageSizes, variables: Readonly<Record<string, unknown>>): void {
  const asked = Math.max(sizes.largest, ...sizes.variables.map((name) => Number(variables[name] ?? 0)));
  if (asked > LIMITS.page) throw apiError('PAGE_TOO_LARGE');
}

const numberOf = (value: ValueNode): number => (value.kind === Kind.INT ? Number(value.value) : 0);
