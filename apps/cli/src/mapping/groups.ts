import type { Progress } from '../terminal/progress.js';
import { GroupReader } from './group-reader.js';
import type { Mapping } from './mapping.js';
import type { RefusedTally } from './refused-tally.js';
import { RowsAside } from './rows-aside.js';
import type { Row, Table } from './table.js';
import type { Clock } from './clock.js';

export type GroupsAsked = {
  readonly table: Table;
  readonly clock: Clock;
  readonly mapping: Mapping;
  readonly tally: RefusedTally;
  readonly progress: Progress;
};

/**
 * The groups of a table, each with its rows in order and up to where the mapping says that it ends. One group at a time is
 * in memory; where a group can have several rows, all wait on disk until the last has been read.
 */
export async function* groupsIn(asked: GroupsAsked): AsyncGenerator<GroupReader> {
  const { mapping, table, clock } = asked;
  for await (const members of mapping.group.by.length === 0 ? single(asked) : grouped(asked))
    yield new GroupReader(table, clock, upToEnd(members, asked));
}

/** Without a key every row by itself. */
async function* single(asked: GroupsAsked): AsyncGenerator<readonly Row[]> {
  for await (const row of included(asked)) yield [row];
}

/** Rows of one key, in the order in which they took place. */
async function* grouped(asked: GroupsAsked): AsyncGenerator<readonly Row[]> {
  const { table, mapping, progress } = asked;
  const placesIn = (columns: readonly string[]) => columns.map((column) => table.placeOf(column));
  const places = () => ({ by: placesIn(mapping.group.by), orderBy: placesIn(mapping.group.orderBy) });
  const aside = new RowsAside();
  try {
    let found: ReturnType<typeof places> | null = null;
    for await (const row of included(asked)) {
      found ??= places();
      aside.add(
        found.by.map((place) => row.cells[place]),
        row,
      );
    }
    const { orderBy } = found ?? places();
    progress.begin('Grouping', aside.count);
    let read = 0;
    for (const members of aside.groups()) {
      yield members.sort((a, b) => inOrder(a, b, orderBy));
      progress.reach((read += members.length));
    }
  } finally {
    aside.close();
  }
}

function inOrder(a: Row, b: Row, orderBy: readonly number[]): number {
  for (const place of orderBy) {
    const difference = numberIn(a, place) - numberIn(b, place);
    if (difference !== 0) return difference;
  }
  return a.number - b.number;
}

const numberIn = ({ cells }: Row, place: number): number => Number(cells[place] ?? '') || 0;

/** The rows that the mapping does not leave out. */
async function* included({ table, clock, mapping: { leaveOut }, tally, progress }: GroupsAsked): AsyncGenerator<Row> {
  for await (const row of table.rows(progress))
    if (leaveOut !== null && new GroupReader(table, clock, [row]).holds(leaveOut, 0)) tally.rowsLeftOut += 1;
    else yield row;
}

function upToEnd(rows: readonly Row[], { table, clock, mapping }: GroupsAsked): readonly Row[] {
  const { endsAt } = mapping.group;
  if (endsAt === null) return rows;
  const reader = new GroupReader(table, clock, rows);
  const end = rows.findLastIndex((_, index) => reader.holds(endsAt, index));
  return end < 0 ? rows : rows.slice(0, end + 1);
}
