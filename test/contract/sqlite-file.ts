// A log file of a test's own, and what is to be seen of it from outside.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type EventStore, type SqliteOptions } from '#event-store';

export class SqliteFile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  private readonly opened: EventStore[] = [];
  readonly path = join(this.folder, 'log.sqlite');

  async open(options: SqliteOptions = {}): Promise<SqliteEventStore> {
    const store = await SqliteEventStore.open(this.path, options);
    this.opened.push(store);
    return store;
  }

  async reopen(options: SqliteOptions = {}): Promise<SqliteEventStore> {
    for (const store of this.opened.splice(0)) await store.close();
    return this.open(options);
  }

  /** Looks into the file, or changes it, past the store. */
  raw<T>(work: (db: Database.Database) => T): T {
    const db = new Database(this.path);
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  async dispose(): Promise<void> {
    for (const store of this.opened) await store.close();
    rmSync(this.folder, { recursive: true });
  }
}
