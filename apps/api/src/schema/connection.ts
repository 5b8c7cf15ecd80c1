import type { Abstract, Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CursorInvalid, type Page } from '#read-models';
import { apiError } from '../edge/errors/codes.js';
import { costOfPage, costOnce } from '../edge/graphql/cost.js';
import { LIMITS } from '../edge/graphql/limits.js';
import { Freshness } from './freshness.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more entries follow; to get them, ask again with `after: endCursor`.' })
  readonly hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether the page was asked for with `after`.' })
  readonly hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null on an empty page.' })
  readonly startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last entry; null on an empty page.' })
  readonly endCursor!: string | null;
}

/** One page of a list, in the form that Relay defines. */
export type ConnectionOf<T> = {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
  readonly freshness: Freshness;
};

type EdgeOf<T> = { readonly cursor: string; readonly node: T };

/** The class of an object type, or of an interface. */
type NodeClass<T> = Type<T> | Abstract<T>;

/** Makes the edge type for a list of nodes. */
export function edgeType<T>(node: NodeClass<T>): Type<EdgeOf<T>> {
  const entry = node.name;

  @Allowed(READ)
  @ObjectType(`${entry}Edge`, { description: `An entry of a ${entry}Connection.` })
  class Edge {
    @Field(() => String, { description: 'Opaque; send it as `after` for the same list in the same order.' })
    readonly cursor!: string;
    @Field(() => node, { description: 'The entry itself.' })
    readonly node!: T;
  }
  return Edge;
}

/** Makes the connection type for a list of nodes. @param says what the list holds, in which order @param Edge see edgeType */
export function connectionType<T>(
  node: NodeClass<T>,
  says: string,
  Edge: Type<EdgeOf<T>> = edgeType(node),
): Type<ConnectionOf<T>> {
  const entry = node.name;

  @Allowed(READ)
  @ObjectType(`${entry}Connection`, { description: says })
  class Connection {
    @Field(() => [Edge], { description: 'The entries of this page, in order.', complexity: costOnce })
    readonly edges!: EdgeOf<T>[];
    @Field(() => PageInfo, { description: 'The position of the page in the list.' })
    readonly pageInfo!: PageInfo;
    @Field(() => Freshness, { description: 'How far behind the log the list is.' })
    readonly freshness!: Freshness;
  }
  return Connection;
}

export const DEFAULT_PAGE = 50;
/** The cost of a field that returns a connection. */
export const PAGE_COST = costOfPage(DEFAULT_PAGE);
export const FIRST = {
  name: 'first',
  type: () => Int,
  nullable: true,
  description: `Maximum number of entries, 1 to ${LIMITS.page}. Default: ${DEFAULT_PAGE}.`,
} as const;
export const AFTER = {
  name: 'after',
  type: () => String,
  nullable: true,
  description: 'Cursor of the entry after which the page begins. Default: the start of the list.',
} as const;

/** @throws GraphQLError BAD_USER_INPUT; a page that is too large was already refused with the document */
export function pageSize(first: number | null | undefined): number {
  if (first == null) return DEFAULT_PAGE;
  if (first < 1) throw apiError('BAD_USER_INPUT', `first must be from 1 to ${LIMITS.page}, not ${first}.`);
  return first;
}

/**
 * @param node makes the entry; null if it no longer exists
 * @throws GraphQLError BAD_USER_INPUT if the cursor is not of this list
 */
export async function connection<R, T>(
  asked: Promise<Page<R>>,
  after: string | null | undefined,
  freshness: Freshness,
  node: (row: R) => Promise<T | null>,
): Promise<ConnectionOf<T>> {
  const page = await asked.catch((error: unknown) => {
    throw error instanceof CursorInvalid
      ? apiError('BAD_USER_INPUT', 'after is not a cursor of this list in this order.')
      : error;
  });
  const nodes = await Promise.all(page.rows.map(({ row }) => node(row)));
  const edges = page.rows.flatMap(({ cursor }, index) => {
    const found = nodes[index] ?? null;
    return found === null ? [] : [{ cursor, node: found }];
  });
  const pageInfo = {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: after != null,
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, freshness };
}
