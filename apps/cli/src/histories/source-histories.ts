import { LeftOutTally, type CustomerHistory, type DataSet, type LeftOut } from '#validation';
import { OpenContacts, SourceInvalid, type Question, type Source, type SourceRow, type Validation } from '#source';
import type { Progress } from '../terminal/progress.js';
import { customerHeard, type HearingOptions } from './customer-heard.js';
import { HistoriesOnDisk } from './histories-on-disk.js';
import { inWordsOfDisk } from './temporary-database.js';

/** How large a source's answer is, and what came of it. */
export type SourceSummary = {
  /** What the SQL gave, and lines of the files that are no rows. */
  readonly rows: number;
  readonly customers: number;
  readonly contacts: number;
};

export type SourceHistories = {
  readonly summary: SourceSummary;
  readonly dataSet: DataSet;
  /** Every customer by id, as often as asked. */
  read(): AsyncIterable<CustomerHistory>;
  /** Frees the disk space that it takes. */
  close(): void;
};

export type SourceOptions = {
  /** What will be asked: it decides which contacts make labels. */
  readonly question: Question;
  /** Milliseconds since the epoch: a contact that took place or was recorded after it is refused. */
  readonly now: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
};

/** What a source says of validation. @throws SourceInvalid it says nothing */
export function validationOf({ name, validation }: Source): Validation {
  if (validation !== null) return validation;
  throw new SourceInvalid(
    `${name} does not say what to predict: source.yaml needs validation, with predicts and question`,
  );
}

/**
 * The contacts of a source as histories. However many they are, one customer at a time is in memory; the rest is in temporary
 * files. @throws SourceInvalid the source or a file cannot be used; StorageFull there is no room for the temporary files
 */
export async function sourceHistories(
  source: Source,
  files: readonly string[],
  options: SourceOptions,
): Promise<SourceHistories> {
  const { progress, signal, now } = options;
  const validation = validationOf(source);
  progress.begin('Reading', null);
  const contacts = await OpenContacts.open(source, files, { now, signal });
  const histories = new HistoriesOnDisk();
  try {
    const leftOut = await fill(histories, contacts, options, validation);
    const { from, until, customers, contacts: count } = histories;
    const summary = { rows: leftOut.records, customers, contacts: count };
    return {
      summary,
      dataSet: { from, until, leftOut },
      read: () => everyHistory(histories),
      close: () => histories.close(),
    };
  } catch (error) {
    histories.close();
    throw inWordsOfDisk(error);
  } finally {
    progress.end();
    await contacts.close();
  }
}

async function fill(
  histories: HistoriesOnDisk,
  contacts: OpenContacts,
  { question, now, progress }: SourceOptions,
  validation: Validation,
): Promise<LeftOut> {
  const tally = new LeftOutTally();
  const labels = question.is === 'OUTCOME' ? 'OUTCOMES' : 'PROMISES';
  const hearing: HearingOptions = { tally, labels, validation, now, recorder: `import:${contacts.source.id}` };
  const add = (rows: readonly SourceRow[]) => {
    const [first] = rows;
    const heard = first === undefined ? null : customerHeard(rows, hearing);
    if (first !== undefined && heard !== null) histories.add(first.customerId, heard.contacts, heard.sides);
  };
  progress.begin('Checking', contacts.count);
  let rows: SourceRow[] = [];
  let read = 0;
  for await (const row of contacts.rows()) {
    if (row.customerId !== rows[0]?.customerId) {
      add(rows);
      rows = [];
    }
    rows.push(row);
    progress.reach((read += 1));
  }
  add(rows);
  let unreadable = 0;
  for await (const { line, text, cell, bad } of contacts.unreadable()) {
    unreadable += 1;
    // Nobody knows what it would have said, and of whom.
    const effect = { missing: 0, doubtful: 1 };
    const place = { line, column: cell?.column ?? null, value: cell?.value ?? text };
    tally.add({ kind: 'ROW_UNREADABLE', ...place, says: bad, labels: effect });
  }
  return tally.total(contacts.count + unreadable);
}

async function* everyHistory(histories: HistoriesOnDisk): AsyncGenerator<CustomerHistory> {
  for (let place = 0; place < histories.customers; place += 1) yield histories.at(place);
}
