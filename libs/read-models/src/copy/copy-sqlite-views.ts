import Database from 'better-sqlite3';
import { settle, type CopiedViews, type CopyOptions } from './copied-file.js';

const PAGES_AT_A_TIME = 2_000;

/**
 * Copies the embedded views as of one moment, page by page, while another process may write them.
 * @param from the file of the views
 * @param to an existing, empty file
 */
export async function copySqliteViews(
  from: string,
  to: string,
  { withNames, reach }: CopyOptions,
): Promise<CopiedViews> {
  const source = new Database(from, { readonly: true });
  try {
    // A read transaction fixes the moment. Without it, the backup starts over at every write and may never end.
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
    if (!withNames) copy.exec('UPDATE relationships SET name = customer_id; DELETE FROM name_words');
    return settle(copy);
  } finally {
    copy.close();
  }
}
