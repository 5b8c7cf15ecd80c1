import type { RelationshipOrder, RelationshipOrderField } from '../ask/operations.js';

/** The orders that the server has, by the column whose head chooses them. */
export const ORDERS = {
  name: { field: 'NAME' },
  score: { field: 'SCORE' },
  sure: { field: 'LOWER_END' },
  contact: { field: 'LAST_CONTACT' },
  renews: { field: 'RENEWS_AT' },
} as const satisfies Record<string, { readonly field: RelationshipOrderField }>;

export type Column = keyof typeof ORDERS;

const isColumn = (name: string | null): name is Column => name !== null && name in ORDERS;

/** The column and order that an address names, such as `score` or `-name`; the lowest score first where it names none. */
export function orderIn(sort: string | null): { readonly column: Column; readonly orderBy: RelationshipOrder } {
  const isTurned = sort?.startsWith('-') ?? false;
  const named = isTurned ? (sort?.slice(1) ?? null) : sort;
  const column = isColumn(named) ? named : 'score';
  const { field } = ORDERS[column];
  return { column, orderBy: { field, direction: isTurned ? 'DESC' : 'ASC' } };
}

/** What the address names after a press on the head of a column: its order, or the other way round if it has it already. */
export function sortAfter(pressed: Column, sort: string | null): string {
  const { column, orderBy } = orderIn(sort);
  return pressed === column && orderBy.direction === 'ASC' ? `-${pressed}` : pressed;
}
