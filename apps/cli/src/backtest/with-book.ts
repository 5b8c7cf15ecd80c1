import { ModelRegistry } from '#trust';
import { inputFile } from '../import/files/input-file.js';
import { progressOn, type Progress } from '../terminal/progress.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import { mappedBook, type MappedSummary, type MappingAsked } from '../mapping/mapped-book.js';
import type { Mapping } from '../mapping/mapping.js';
import { readMapping } from '../mapping/read-mapping.js';
import { TABLE_FORMATS } from '../mapping/table.js';
import { modelsOnRecord } from '../derive/models-asked.js';
import { countingOn, withLog } from '../session/session.js';
import { UsageError } from '../terminal/usage-error.js';
import type { Book } from './book.js';
import { logBook } from './log-book.js';

/** A book and, where it is a table, how it was read. */
export type OpenBook = {
  readonly book: Book;
  readonly mapped: MappedSummary | null;
};

/** A table as a book, which takes room on disk until it is closed. */
export type OpenTable = OpenBook & { close(): void };

/** What a book will be read from. Nothing of it is read before it is opened, so that options can be judged first. */
export type BookSource = {
  readonly mapping: Mapping | null;
  /** The models that can be named by their id: with a table those that come with the release. */
  readonly models: ModelRegistry;
  readonly progress: Progress;
  open(): Promise<OpenBook>;
};

export type Source = { readonly mapping?: string; readonly data?: string };

/**
 * The table that a mapping is for, or the relationships on record; nothing is written.
 * @param now milliseconds since the epoch: nothing in a table can lie after it
 * @throws UnreadableFile, UsageError where nothing is on record, ConfigurationInvalid, StoreUnavailable
 */
export async function withBook(
  { mapping: file, data }: Source,
  now: number,
  use: (source: BookSource) => Promise<void>,
) {
  if ((file === undefined) !== (data === undefined))
    throw new UnreadableFile('--mapping and --data are wanted together, or neither');
  if (file !== undefined && data !== undefined) {
    const mapping = readMapping(file);
    const progress = progressOn(process.stderr);
    const opened: OpenTable[] = [];
    const open = async () => {
      const table = await openTable(mapping, data, { now, progress });
      opened.push(table);
      return table;
    };
    try {
      return await use({ mapping, models: ModelRegistry.of([]), progress, open });
    } finally {
      for (const table of opened) table.close();
    }
  }
  return withLog(async (session) => {
    const { head, progress, reading } = session;
    const open = async () => {
      const book = await logBook(reading.store, head, countingOn(session, 'Looking', head));
      if (book.customers === 0) throw new UsageError('nothing is on record: there is no relationship to ask about');
      return { book, mapped: null };
    };
    await use({ mapping: null, models: await modelsOnRecord(reading.store), progress, open });
  });
}

/** @throws UnreadableFile, StorageFull */
export async function openTable(mapping: Mapping, path: string, asked: MappingAsked): Promise<OpenTable> {
  const { summary, until, read, close } = await mappedBook(inputFile(path, TABLE_FORMATS), mapping, asked);
  return { book: { title: mapping.name, customers: summary.customers, until, read }, mapped: summary, close };
}
