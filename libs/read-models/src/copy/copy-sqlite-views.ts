import Database from 'better-sqlite3';
import { settle, type CopiedViews, type CopyOptions } from './copied-file.js';

const PAGES_AT_A_TIME = 2_000;

/**
 * Copies the embedded views as they are at one moment, page by page, while whoever writes them goes on.
 * @param from their file
 * @param to a file that is there and empty
 */
export async function copySqliteViews(
  from: string,
  to: string,
  { withNames, reach }: CopyOptions,
): Promise<CopiedViews> {
  const source = new Database(from, { readonly: true });
  try {
    // Held open: without a moment of its own the copy begins anew whenever somebody writes, and may never end.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        reach(totalPages - remainingPages, totalPages);
        return PAGES_AT_A_TIME;
      },
    });
  } finally {
    source.close();
  }
  const copy = new Database(to);
  try {
    if (!withNames) copy.exec('UPDATE relationships SET name = customer_id');
    return settle(copy);
  } finally {
    copy.close();
  }
}
