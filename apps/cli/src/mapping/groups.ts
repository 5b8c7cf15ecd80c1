import type { Progress } from '../terminal/progress.js';
import type { LeftOutTally } from '#validation';
import { GroupReader } from './group-reader.js';
import type { Mapping } from './mapping.js';
import { RowsAside } from './rows-aside.js';
import type { Row, Table } from './table.js';
import type { Clock } from './clock.js';
import { UnreadableCells } from './unreadable-cells.js';

export type GroupsAsked = {
  readonly table: Table;
  readonly clock: Clock;
  readonly mapping: Mapping;
  readonly tally: LeftOutTally;
  /** Is told of each row that the mapping excludes. */
  readonly excluded: () => void;
  readonly progress: Progress;
};

/**
 * The groups of a table, each with its rows in order and up to where the mapping says that it ends. One group at a time is
 * in memory; where a group can have several rows, all wait on disk until the last has been read.
 */
export async function* groupsIn(asked: GroupsAsked): AsyncGenerator<GroupReader> {
  const { mapping } = asked;
  for await (const members of mapping.group.by.length === 0 ? single(asked) : grouped(asked))
    yield groupOf(members, asked);
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
async function* included(asked: GroupsAsked): AsyncGenerator<Row> {
  for await (const row of asked.table.rows(asked.progress))
    if (isExcluded(row, asked)) asked.excluded();
    else yield row;
}

function isExcluded(row: Row, { table, clock, mapping: { leaveOut }, tally }: GroupsAsked): boolean {
  if (leaveOut === null) return false;
  const reader = new GroupReader(table, clock, [row], unreadableCells());
  const holds = reader.holds(leaveOut, 0);
  reader.unreadable.tellTo(tally);
  return holds;
}

/** A cell that decides which rows count may change a label. */
function unreadableCells(): UnreadableCells {
  const cells = new UnreadableCells();
  cells.effect = { missing: 0, doubtful: 1 };
  return cells;
}

/** The rows up to the last one that ends the group. */
function groupOf(rows: readonly Row[], { table, clock, mapping }: GroupsAsked): GroupReader {
  const { endsAt } = mapping.group;
  const unreadable = unreadableCells();
  if (endsAt === null) return new GroupReader(table, clock, rows, unreadable);
  const reader = new GroupReader(table, clock, rows, unreadable);
  const end = rows.findLastIndex((_, index) => reader.holds(endsAt, index));
  return end < 0 ? reader : new GroupReader(table, clock, rows.slice(0, end + 1), unreadable);
}
