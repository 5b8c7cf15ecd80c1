import { LeftOutTally, type CustomerHistory, type DataSet, type LabelSource } from '#validation';
import type { InputFile } from '../import/files/input-file.js';
import type { Progress } from '../terminal/progress.js';
import { accepted } from './accepted.js';
import { HistoriesOnDisk } from './histories-on-disk.js';
import { Clock } from './clock.js';
import { groupsIn } from './groups.js';
import type { Mapping } from './mapping.js';
import { saidBy } from './said-by.js';
import { SayingsAside } from './sayings-aside.js';
import { Table } from './table.js';
import { inWordsOfDisk } from './temporary-database.js';

/** How large a table is, and what came of it. */
export type MappedSummary = {
  readonly rows: number;
  /** Rows that the mapping itself excludes. */
  readonly rowsExcluded: number;
  readonly groups: number;
  readonly customers: number;
  readonly contacts: number;
};

export type MappedHistories = {
  readonly summary: MappedSummary;
  readonly dataSet: DataSet;
  /** Every customer by id, as often as asked. */
  read(): AsyncIterable<CustomerHistory>;
  /** Frees the disk space that it takes. */
  close(): void;
};

export type MappingOptions = {
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
export async function mappedHistories(
  file: InputFile,
  mapping: Mapping,
  options: MappingOptions,
): Promise<MappedHistories> {
  const histories = new HistoriesOnDisk();
  try {
    const { summary, leftOut } = await fill(histories, file, mapping, options);
    const { from, until } = histories;
    const dataSet = { from, until, leftOut };
    return { summary, dataSet, read: () => everyHistory(histories), close: () => histories.close() };
  } catch (error) {
    histories.close();
    throw inWordsOfDisk(error);
  } finally {
    options.progress.end();
  }
}

async function fill(
  histories: HistoriesOnDisk,
  file: InputFile,
  mapping: Mapping,
  { now, progress }: MappingOptions,
): Promise<{ readonly summary: MappedSummary } & Pick<DataSet, 'leftOut'>> {
  const tally = new LeftOutTally();
  const labels = mapping.question.is === 'OUTCOME' ? 'OUTCOMES' : 'PROMISES';
  // A row that is no part of a group is a matter of its own, so its label is missing with it.
  const rowLost = mapping.group.by.length === 0 ? { missing: 1, doubtful: 0 } : { missing: 0, doubtful: 1 };
  const table = new Table(file, mapping.table, tally, rowLost);
  const sayings = new SayingsAside();
  try {
    const clock = new Clock(mapping.times);
    let groups = 0;
    let rowsExcluded = 0;
    const excluded = () => void (rowsExcluded += 1);
    for await (const group of groupsIn({ table, clock, mapping, tally, excluded, progress })) {
      groups += 1;
      const said = saidBy(group, { mapping, tally, labels, now });
      if (said !== null) sayings.add(said.customerId, said.saying);
    }
    accept(sayings, histories, { mapping, tally, labels, progress });
    const { customers, contacts } = histories;
    const summary = { rows: table.count, rowsExcluded, groups, customers, contacts };
    return { summary, leftOut: tally.total(table.count) };
  } finally {
    sayings.close();
  }
}

type Accepting = {
  readonly mapping: Mapping;
  readonly tally: LeftOutTally;
  readonly labels: LabelSource;
  readonly progress: Progress;
};

/** Customer by customer, what the rules accept of what is said. */
function accept(
  sayings: SayingsAside,
  histories: HistoriesOnDisk,
  { mapping, tally, labels, progress }: Accepting,
): void {
  let read = 0;
  progress.begin('Checking', sayings.pieces);
  for (const { customerId, saying, pieces } of sayings.byCustomer()) {
    const contacts = accepted(customerId, saying, { tally, labels, rules: mapping.contacts });
    histories.add(customerId, { ...saying, contacts });
    progress.reach((read += pieces));
  }
}

async function* everyHistory(histories: HistoriesOnDisk): AsyncGenerator<CustomerHistory> {
  for (let place = 0; place < histories.customers; place += 1) yield histories.at(place);
}
