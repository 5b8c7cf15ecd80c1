import { openForReading, storageSettings } from '#deployment';
import { inputFile } from '../import/input-file.js';
import { progressOn, type Progress } from '../import/progress.js';
import { UnreadableFile } from '../import/unreadable-file.js';
import { mappedBook, type MappedSummary } from '../mapping/mapped-book.js';
import type { Mapping } from '../mapping/mapping.js';
import { readMapping } from '../mapping/read-mapping.js';
import { TABLE_FORMATS } from '../mapping/table.js';
import type { Book } from './book.js';
import { logBook } from './log-book.js';

/** A book and, where it is a table, how it was read. */
export type OpenBook = {
  readonly book: Book;
  readonly mapping: Mapping | null;
  readonly mapped: MappedSummary | null;
};

/** A table as a book, which takes room on disk until it is closed. */
export type OpenTable = OpenBook & { close(): void };

export type Source = { readonly mapping?: string; readonly data?: string };

/** Opens the table that a mapping is for, or the relationships on record; nothing is written. */
export async function withBook<T>({ mapping, data }: Source, use: (open: OpenBook) => Promise<T>): Promise<T> {
  if ((mapping === undefined) !== (data === undefined))
    throw new UnreadableFile('--mapping and --data are wanted together, or neither');
  if (mapping !== undefined && data !== undefined) {
    const open = await openTable(readMapping(mapping), data, progressOn(process.stderr));
    try {
      return await use(open);
    } finally {
      open.close();
    }
  }
  const { store, close } = await openForReading(storageSettings(process.env));
  try {
    return await use({ book: await logBook(store), mapping: null, mapped: null });
  } finally {
    await close();
  }
}

/** @throws UnreadableFile, StorageFull */
export async function openTable(mapping: Mapping, path: string, progress: Progress): Promise<OpenTable> {
  const { summary, until, read, close } = await mappedBook(inputFile(path, TABLE_FORMATS), mapping, progress);
  return { book: { title: mapping.name, customers: summary.customers, until, read }, mapping, mapped: summary, close };
}
