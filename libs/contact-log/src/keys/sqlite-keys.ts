import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LOCK_PATIENCE_MS, StoreUnavailable, toStoreError } from '#event-store';
import { CHANGED, REWRAPPED, type KeptKey, type KeyTable } from './key-table.js';

type Row = { readonly customer_id: string; readonly key: Buffer | null; readonly made_at: string };

/** Keys in a file. */
export class SqliteKeys implements KeyTable {
  private readonly db: Database.Database;
  private readonly select_: Database.Statement<[string], { key: Buffer | null }>;
  private readonly version_: Database.Statement<[], { data_version: number }>;
  private readonly insert_: Database.Statement<[string, Buffer | null, string]>;

  /**
   * @param file the file of the keys, or ':memory:' @param readOnly reads existing keys; creates and destroys none
   * @throws SqliteError the file is damaged. All of it is checked: what is lost of it cannot be made again
   */
  constructor(
    file: string,
    readonly isReadOnly = false,
  ) {
    this.db = new Database(file, { readonly: isReadOnly });
    this.db.pragma(`busy_timeout = ${LOCK_PATIENCE_MS}`);
    try {
      this.assertWhole();
      if (!isReadOnly) this.prepareForWriting(file);
    } catch (error) {
      this.db.close();
      throw error;
    }
    this.version_ = this.db.prepare('PRAGMA data_version');
    this.select_ = this.db.prepare('SELECT key FROM keys WHERE customer_id = ?');
    this.insert_ = this.db.prepare('INSERT OR IGNORE INTO keys (customer_id, key, made_at) VALUES (?, ?, ?)');
  }

  private assertWhole(): void {
    const found = this.db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');
  }

  private prepareForWriting(file: string): void {
    if (!this.db.memory) chmodSync(file, 0o600);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('secure_delete = ON');
    this.db.exec(
      'CREATE TABLE IF NOT EXISTS keys (customer_id TEXT PRIMARY KEY, key BLOB, made_at TEXT NOT NULL) WITHOUT ROWID',
    );
    this.db.exec('CREATE TABLE IF NOT EXISTS of_log (lineage TEXT NOT NULL)');
    this.db.exec('CREATE TABLE IF NOT EXISTS wrapping (box BLOB NOT NULL, wrapped_at TEXT NOT NULL)');
  }

  version(): number {
    return this.version_.get()?.data_version ?? 0;
  }

  select(id: string): Buffer | null | undefined {
    return this.select_.get(id)?.key;
  }

  known(ids: readonly string[]): ReadonlySet<string> {
    return new Set(ids.filter((id) => this.select(id) !== undefined));
  }

  isEmpty(): boolean {
    return this.db.prepare('SELECT 1 FROM keys LIMIT 1').get() === undefined;
  }

  insert(keys: readonly KeptKey[], isWrapped: boolean): readonly string[] {
    return this.writing(() => {
      if ((this.wrapping() !== null) !== isWrapped) throw new StoreUnavailable(REWRAPPED);
      return keys.filter(({ id, key, madeAt }) => this.insert_.run(id, key, madeAt).changes > 0).map(({ id }) => id);
    });
  }

  destroy(id: string): void {
    const destroy =
      'INSERT INTO keys (customer_id, key, made_at) VALUES (?, NULL, ?) ON CONFLICT DO UPDATE SET key = NULL';
    this.writing(() => this.db.prepare(destroy).run(id, new Date().toISOString()));
    this.clean();
  }

  /**
   * secure_delete overwrites a deleted row, but not the copies that remain from page splits. In a test, about 20 of 20,000
   * keys were found again.
   */
  private clean(): void {
    try {
      this.db.exec('VACUUM');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      throw toStoreError(error);
    }
  }

  all(): readonly KeptKey[] {
    const rows = this.db.prepare<[], Row>('SELECT customer_id, key, made_at FROM keys ORDER BY customer_id').all();
    return rows.map(({ customer_id, key, made_at }) => ({ id: customer_id, key, madeAt: made_at }));
  }

  wrapping(): Buffer | null {
    if (!this.has('wrapping')) return null;
    return this.db.prepare<[], Buffer>('SELECT box FROM wrapping').pluck().get() ?? null;
  }

  wrap(before: Buffer | null, wrapping: Buffer, keys: readonly KeptKey[]): void {
    const update = this.db.prepare('UPDATE keys SET key = ? WHERE customer_id = ? AND key IS NOT NULL');
    this.writing(() => {
      const isAsBefore = isSame(this.wrapping(), before);
      // Without a wrapping so far, a key that was made meanwhile would stay plain.
      if (!isAsBefore || (before === null && this.all().length !== keys.length)) throw new StoreUnavailable(CHANGED);
      this.db.prepare('DELETE FROM wrapping').run();
      this.db.prepare('INSERT INTO wrapping (box, wrapped_at) VALUES (?, ?)').run(wrapping, new Date().toISOString());
      for (const { id, key } of keys) if (key !== null) update.run(key, id);
    });
    this.clean();
  }

  lineage(): string | null {
    if (!this.has('of_log')) return null;
    return this.db.prepare<[], string>('SELECT lineage FROM of_log').pluck().get() ?? null;
  }

  belongTo(lineage: string): void {
    const note = 'INSERT INTO of_log (lineage) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM of_log)';
    this.writing(() => this.db.prepare(note).run(lineage));
  }

  close(): void {
    this.db.close();
  }

  /** Files of earlier releases, opened for reading, lack tables. */
  private has(table: string): boolean {
    return this.db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
  }

  /** A failure to write keys is a failure to record: nothing is recorded without its key. */
  private writing<T>(work: () => T): T {
    try {
      return this.db.transaction(work).immediate();
    } catch (error) {
      throw toStoreError(error);
    }
  }
}

const isSame = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b));
