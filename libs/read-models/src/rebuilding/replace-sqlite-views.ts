import { existsSync, renameSync, rmSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { sqliteCodeOf, isDamaged } from '../database/sqlite-failures.js';

/**
 * Puts the file of rebuilt views in the place of the old one, in one step: whoever opens it finds the one or the other. It does
 * nothing while anybody has the old file open, which would go on with a file that has no name.
 * @param built a file without a journal @returns whether it is in place
 */
export function replaceSqliteViews(file: string, built: string): boolean {
  const old = new SqliteDatabase(file, { timeout: 0 });
  try {
    // SQLite leaves WAL mode only if no other connection is open.
    old.pragma('journal_mode = DELETE');
    old.pragma('locking_mode = EXCLUSIVE');
    old.exec('BEGIN EXCLUSIVE; COMMIT');
    // Another process has put it in place meanwhile. To attach a file that is gone would make an empty one.
    if (!existsSync(built)) return false;
    carryOver(old, built);
    renameSync(built, file);
    return true;
  } catch (error) {
    if (/^SQLITE_(BUSY|LOCKED)/.test(sqliteCodeOf(error) ?? '')) return false;
    if (!isDamaged(error)) throw error;
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    renameSync(built, file);
    return true;
  } finally {
    old.close();
  }
}

/** What does not follow from the log: what the watcher has yet to look at, and how often answers of past weeks have changed. */
function carryOver(old: SqliteDatabase.Database, built: string): void {
  const hasTables = old.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'answers_changed'").get() !== undefined;
  if (!hasTables) return;
  old.prepare('ATTACH ? AS built').run(built);
  old.transaction(() => {
    old.exec(`INSERT OR IGNORE INTO built.to_watch SELECT customer_id, since FROM main.to_watch
      WHERE customer_id IN (SELECT customer_id FROM built.relationships)`);
    old.exec(
      `UPDATE built.answers_changed SET times = 1 + times + coalesce((SELECT max(times) FROM main.answers_changed), 0)`,
    );
  })();
  old.exec('DETACH built');
}
