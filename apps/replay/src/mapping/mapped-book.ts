import type { CustomerBook } from '#validation';
import type { InputFile } from '../import/input-file.js';
import { GroupReader } from './group-reader.js';
import { accepted, addGroup, type Growing } from './growing.js';
import { groupsIn } from './groups.js';
import type { Mapping } from './mapping.js';
import { RefusedTally } from './refused-tally.js';
import { Table } from './table.js';
import { Clock } from './times.js';

/** What became of a table. */
export type MappedSummary = {
  readonly rows: number;
  /** Rows left out because the mapping says so, or because they have more or fewer cells than there are columns. */
  readonly leftOut: number;
  readonly misshapen: number;
  readonly groups: number;
  /** Groups whose customer is not known, or of whose contacts one has no time. */
  readonly groupsLeftOut: number;
  readonly customers: number;
  readonly contacts: number;
  /** Contacts that the rules refuse, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** The first few, a sentence each. */
  readonly refusals: readonly string[];
};

export type MappedBook = { readonly customers: readonly CustomerBook[]; readonly summary: MappedSummary };

/** Reads a table as contacts by a mapping. @throws UnreadableFile the file, or a column that the mapping names, is not there */
export async function mappedBook(file: InputFile, mapping: Mapping): Promise<MappedBook> {
  const table = await Table.read(file, mapping.table);
  const clock = new Clock(mapping.times);
  const { leaveOut } = mapping;
  const rows =
    leaveOut === null
      ? table.rows
      : table.rows.filter((row) => !new GroupReader(table, clock, [row]).holds(leaveOut, 0));
  const tally = new RefusedTally();
  const growing = new Map<string, Growing>();
  let groups = 0;
  for (const group of groupsIn(rows, table, clock, mapping)) {
    groups += 1;
    if (!addGroup(group, mapping, growing, tally)) tally.groupsLeftOut += 1;
  }
  const customers = [...growing]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customerId, each]): CustomerBook => {
      const contacts = accepted(customerId, each, tally);
      return { customerId, contacts, sideFacts: each.sideFacts, answerValues: each.answerValues };
    });
  return {
    customers,
    summary: {
      rows: table.rows.length + table.misshapen,
      leftOut: table.rows.length - rows.length,
      misshapen: table.misshapen,
      groups,
      groupsLeftOut: tally.groupsLeftOut,
      customers: customers.length,
      contacts: customers.reduce((sum, { contacts }) => sum + contacts.length, 0),
      refused: Object.fromEntries(tally.refused),
      refusals: tally.shown,
    },
  };
}
