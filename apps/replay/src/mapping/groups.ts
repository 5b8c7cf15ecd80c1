import { GroupReader } from './group-reader.js';
import type { Mapping } from './mapping.js';
import type { Row, Table } from './table.js';
import type { Clock } from './times.js';

/** The groups of a table, each with its rows in order and up to where the mapping says that it ends. */
export function* groupsIn(rows: readonly Row[], table: Table, clock: Clock, mapping: Mapping): Generator<GroupReader> {
  for (const members of groupsOf(rows, table, mapping))
    yield new GroupReader(table, clock, upToEnd(members, table, clock, mapping));
}

/** Rows of one key, in the order in which they took place; without a key every row by itself. */
function groupsOf(rows: readonly Row[], table: Table, { group }: Mapping): Iterable<readonly Row[]> {
  if (group.by.length === 0) return rows.map((row) => [row]);
  const by = group.by.map((column) => table.placeOf(column));
  const orderBy = group.orderBy.map((column) => table.placeOf(column));
  const groups = Map.groupBy(rows, ({ cells }) => JSON.stringify(by.map((place) => cells[place])));
  const numberIn = ({ cells }: Row, place: number) => Number(cells[place] ?? '') || 0;
  for (const members of groups.values())
    members.sort((a, b) => {
      for (const place of orderBy) {
        const difference = numberIn(a, place) - numberIn(b, place);
        if (difference !== 0) return difference;
      }
      return a.number - b.number;
    });
  return groups.values();
}

function upToEnd(rows: readonly Row[], table: Table, clock: Clock, { group: { endsAt } }: Mapping): readonly Row[] {
  if (endsAt === null) return rows;
  const reader = new GroupReader(table, clock, rows);
  const end = rows.findLastIndex((_, index) => reader.holds(endsAt, index));
  return end < 0 ? rows : rows.slice(0, end + 1);
}
