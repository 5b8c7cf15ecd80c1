import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';

/** What a field costs that computes something, such as the evidence of a whole relationship; a plain field costs 1. */
export const COMPUTED = 20;
/** What a field costs that reads all relationships. */
export const EVERY_RELATIONSHIP = 2_000;

/** Entries that a list is taken to have where no argument says how many. */
const ENTRIES_TAKEN = 10;
/** Fields and fragments that are looked at, each as often as it is spread. More are refused. */
const MOST_LOOKED_AT = 10_000;

type Asked = { readonly args: Readonly<Record<string, unknown>>; readonly childComplexity: number };

/** The cost of a field that returns one page: each entry costs what is selected of it. For the `complexity` of the field. */
export const costOfPage =
  (defaultSize: number) =>
  ({ args, childComplexity }: Asked): number =>
    1 + numberOr(args.first, defaultSize) * childComplexity;

/** As costOfPage, for so many entries as an argument says. */
export const costOfMany =
  (argument: string, otherwise: number) =>
  ({ args, childComplexity }: Asked): number =>
    COMPUTED + numberOr(args[argument], otherwise) * childComplexity;

/** The cost of a list whose entries the field above it counts. */
export const costOnce = ({ childComplexity }: Asked): number => 1 + childComplexity;

/** The cost of a list of a few entries that are each computed. */
export const costOfComputed = ({ childComplexity }: Asked): number => ENTRIES_TAKEN * (COMPUTED + childComplexity);

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Of fields without a declaration. What introspection may ask for is limited by a standard rule. */
const undeclared: ComplexityEstimator = ({ type, field, childComplexity }) => {
  const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  return 1 + (isList && !type.name.startsWith('__') ? ENTRIES_TAKEN : 1) * childComplexity;
};

const ESTIMATORS: ComplexityEstimator[] = [fieldExtensionsEstimator(), undeclared];

/**
 * What an operation costs, counted before it runs: about the number of fields in the largest answer, and more for fields
 * that compute something. Infinity if it spreads fragments so often that counting would take long.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const others = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION);
  const query: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...others] };
  const asked = { schema, query, variables: { ...variables }, estimators: ESTIMATORS, maxQueryNodes: MOST_LOOKED_AT };
  try {
    return getComplexity(asked);
  } catch (error) {
    // The document and its variables were checked before, so only the last limit can be left.
    if (error instanceof GraphQLError) return Infinity;
    throw error;
  }
}

/** What of the variables can change the cost: numbers, booleans and lengths of lists. Equal texts mean equal costs. */
export const costKey = (variables: Readonly<Record<string, unknown>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${countingIn(value)}`)
    .join();

function countingIn(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? `[${value.length}]` : '';
}
