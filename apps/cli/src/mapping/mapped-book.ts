import type { CustomerBook } from '#validation';
import type { InputFile } from '../import/files/input-file.js';
import type { Progress } from '../terminal/progress.js';
import { accepted } from './accepted.js';
import { BooksOnDisk } from './books-on-disk.js';
import { Clock } from './clock.js';
import { groupsIn } from './groups.js';
import type { Mapping } from './mapping.js';
import { RefusedTally } from './refused-tally.js';
import { saidBy } from './said-by.js';
import { SayingsAside } from './sayings-aside.js';
import { Table } from './table.js';
import { inWordsOfDisk } from './temporary-database.js';

/** What became of a table. */
export type MappedSummary = {
  readonly rows: number;
  /** Rows left out because the mapping says so. */
  readonly leftOut: number;
  /** Rows left out because they have more or fewer cells than there are columns, or are too long or no text. */
  readonly misshapen: number;
  readonly groups: number;
  /** Groups whose customer is not known, or of whose contacts one has no time. */
  readonly groupsLeftOut: number;
  readonly customers: number;
  readonly contacts: number;
  /** Contacts that the rules refuse, or that lie after now, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** The first few, a sentence each. */
  readonly refusals: readonly string[];
};

export type MappedBook = {
  readonly summary: MappedSummary;
  /** The latest time in the table, milliseconds since the epoch; -Infinity where it has no contacts. */
  readonly until: number;
  /** Every customer by id, as often as asked. */
  read(): AsyncIterable<CustomerBook>;
  /** Gives back the room on disk that it takes. */
  close(): void;
};

export type MappingAsked = {
  /** Milliseconds since the epoch: a contact that took place or was recorded after it is refused. */
  readonly now: number;
  readonly progress: Progress;
};

/**
 * Reads a table as contacts by a mapping. However long the table is, one of its groups and one of its customers at a time
 * are in memory; the rest is in temporary files.
 * @throws UnreadableFile the file, or a column that the mapping names, is not there
 * @throws StorageFull there is no room for the temporary files
 */
export async function mappedBook(file: InputFile, mapping: Mapping, asked: MappingAsked): Promise<MappedBook> {
  const books = new BooksOnDisk();
  try {
    const summary = await fill(books, new Table(file, mapping.table), mapping, asked);
    return { summary, until: books.until, read: () => everyBook(books), close: () => books.close() };
  } catch (error) {
    books.close();
    throw inWordsOfDisk(error);
  } finally {
    asked.progress.end();
  }
}

async function fill(
  books: BooksOnDisk,
  table: Table,
  mapping: Mapping,
  { now, progress }: MappingAsked,
): Promise<MappedSummary> {
  const tally = new RefusedTally();
  const sayings = new SayingsAside();
  try {
    const clock = new Clock(mapping.times);
    let groups = 0;
    for await (const group of groupsIn({ table, clock, mapping, tally, progress })) {
      groups += 1;
      const said = saidBy(group, { mapping, tally, now });
      if (said === null) tally.groupsLeftOut += 1;
      else sayings.add(said.customerId, said.saying);
    }
    judge(sayings, books, tally, progress);
    return {
      rows: table.count,
      leftOut: tally.rowsLeftOut,
      misshapen: table.misshapen,
      groups,
      groupsLeftOut: tally.groupsLeftOut,
      customers: books.customers,
      contacts: books.contacts,
      refused: Object.fromEntries(tally.refused),
      refusals: tally.shown,
    };
  } finally {
    sayings.close();
  }
}

/** Customer by customer, what the rules take of what is said. */
function judge(sayings: SayingsAside, books: BooksOnDisk, tally: RefusedTally, progress: Progress): void {
  let read = 0;
  progress.begin('Judging', sayings.pieces);
  for (const { customerId, saying, pieces } of sayings.byCustomer()) {
    books.add(customerId, { ...saying, contacts: accepted(customerId, saying, tally) });
    progress.reach((read += pieces));
  }
}

async function* everyBook(books: BooksOnDisk): AsyncGenerator<CustomerBook> {
  for (let place = 0; place < books.customers; place += 1) yield books.at(place);
}
