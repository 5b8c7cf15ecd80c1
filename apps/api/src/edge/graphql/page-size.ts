import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';
import { apiError } from '../errors/codes.js';
import { LIMITS } from './limits.js';

/** Where a document says how large its pages are: in numbers, or in variables that are known only later. */
export type PageSizes = { readonly largest: number; readonly variables: readonly string[] };

/** The `first` of every connection, and the defaults of the variables given there. */
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

/** Checked before anything runs, so that a page too large fails the whole request and not one field of it. */
export function refusePageTooLarge(sizes: PageSizes, variables: Readonly<Record<string, unknown>>): void {
  const asked = Math.max(sizes.largest, ...sizes.variables.map((name) => Number(variables[name] ?? 0)));
  if (asked > LIMITS.page) throw apiError('PAGE_TOO_LARGE');
}

const numberOf = (value: ValueNode): number => (value.kind === Kind.INT ? Number(value.value) : 0);
