import { chmodSync } from 'node:fs';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { LOCK_PATIENCE_MS, toStoreError } from '#event-store';

const KEY_BYTES = 32;
const KEYS_REMEMBERED = 50_000;
/** No customer has these ids: a tab is refused in ids. */
const REGISTER = '\tneeds';
const PSEUDONYMS = '\tpseudonyms';

/**
 * One key for each customer, in a separate file from the log. Without the key, all personal data of the customer is
 * unreadable, in every copy of the log. A key is on disk before anything is sealed with it.
 */
export class KeyRing {
  private readonly db: Database.Database;
  private readonly remembered = new LRUCache<string, KeyObject>({ max: KEYS_REMEMBERED });
  private readonly version: Database.Statement<[], { data_version: number }>;
  private seenVersion = 0;
  private readonly select: Database.Statement<[string], { key: Buffer | null }>;
  private readonly insert: Database.Statement<[string, Buffer, string]>;

  /**
   * @param file the file of the keys, or ':memory:' @param readOnly reads existing keys; creates and destroys none
   * @throws SqliteError the file is damaged. All of it is checked: what is lost of it cannot be made again
   */
  constructor(file: string, { readOnly = false } = {}) {
    this.db = new Database(file, { readonly: readOnly });
    this.db.pragma(`busy_timeout = ${LOCK_PATIENCE_MS}`);
    try {
      this.assertWhole();
      if (!readOnly) this.prepareForWriting(file);
    } catch (error) {
      this.db.close();
      throw error;
    }
    this.version = this.db.prepare('PRAGMA data_version');
    this.select = this.db.prepare('SELECT key FROM keys WHERE customer_id = ?');
    this.insert = this.db.prepare('INSERT OR IGNORE INTO keys (customer_id, key, made_at) VALUES (?, ?, ?)');
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
  }

  /** The lineage of the log whose facts these keys seal; null if an earlier release wrote the file, or if it is new. */
  get lineage(): string | null {
    const table = this.db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'of_log'").get();
    if (table === undefined) return null;
    return this.db.prepare<[], string>('SELECT lineage FROM of_log').pluck().get() ?? null;
  }

  /** Notes the log of these keys, once. @throws StorageFull, StoreUnavailable */
  belongTo(lineage: string): void {
    const note = 'INSERT INTO of_log (lineage) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM of_log)';
    writing(() => this.db.prepare(note).run(lineage));
  }

  /** Whether a key of the customer was ever created; true also if it was destroyed. */
  knows(customerId: string): boolean {
    return this.select.get(customerId) !== undefined;
  }

  /** The key of the customer; null if none was created or it was destroyed. */
  keyOf(customerId: string): KeyObject | null {
    this.forgetIfChanged();
    const remembered = this.remembered.get(customerId);
    if (remembered !== undefined) return remembered;
    const bytes = this.select.get(customerId)?.key ?? null;
    if (bytes === null) return null;
    // A KeyObject, because Node would convert bytes again for every use.
    const key = createSecretKey(bytes);
    this.remembered.set(customerId, key);
    return key;
  }

  /** Clears the cache after a change by another process, which may have destroyed a key. */
  private forgetIfChanged(): void {
    const version = this.version.get()?.data_version ?? 0;
    if (version !== this.seenVersion) this.remembered.clear();
    this.seenVersion = version;
  }

  /** The key of the customer, created now if there is none; null if it was destroyed. @throws StorageFull, StoreUnavailable */
  keyFor(customerId: string): KeyObject | null {
    const key = this.keyOf(customerId);
    if (key !== null) return key;
    writing(() => this.insert.run(customerId, randomBytes(KEY_BYTES), new Date().toISOString()));
    return this.keyOf(customerId);
  }

  /** The key of the needs register, which belongs to no customer; null if none was created. */
  ofRegister(): KeyObject | null {
    return this.keyOf(REGISTER);
  }

  /** The same, created now if there is none. @throws StorageFull, StoreUnavailable */
  makeOfRegister(): KeyObject {
    const key = this.keyFor(REGISTER);
    if (key === null) throw new Error('the key of the needs register was destroyed');
    return key;
  }

  /** What the pseudonyms of addresses are made with; null if none was created. */
  ofPseudonyms(): KeyObject | null {
    return this.keyOf(PSEUDONYMS);
  }

  /** The same, created now if there is none. @throws StorageFull, StoreUnavailable */
  makeOfPseudonyms(): KeyObject {
    const key = this.keyFor(PSEUDONYMS);
    if (key === null) throw new Error('the key of the pseudonyms was destroyed');
    return key;
  }

  /** Creates the keys of many customers in one commit. @throws StorageFull, StoreUnavailable */
  makeAll(customerIds: Iterable<string>): void {
    const makeEach = this.db.transaction(() => {
      for (const customerId of customerIds)
        this.insert.run(customerId, randomBytes(KEY_BYTES), new Date().toISOString());
    });
    writing(makeEach);
  }

  /**
   * Destroys the key permanently. The row stays without a key, so that no other key is created. Idempotent.
   * @throws StorageFull, StoreUnavailable: call it again
   */
  destroy(customerId: string): void {
    this.remembered.delete(customerId);
    // A process that only reads leaves it to one that writes.
    if (this.db.readonly) return;
    writing(() => {
      this.db
        .prepare(
          'INSERT INTO keys (customer_id, key, made_at) VALUES (?, NULL, ?) ON CONFLICT DO UPDATE SET key = NULL',
        )
        .run(customerId, new Date().toISOString());
      // secure_delete overwrites a deleted row, but not the copies that remain from page splits. In a test, about 20 of
      // 20,000 keys were found again.
      this.db.exec('VACUUM');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  close(): void {
    this.db.close();
  }
}

/** A failure to write keys is a failure to record: nothing is recorded without its key. */
function writing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error);
  }
}
