import { chmodSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import Database from 'better-sqlite3';
import type { CalendarSetting } from '#deployment';
import { withoutCustomers, type EvidenceColumns, type WaitingDocument } from '#replay';
import { MINUTE_MS } from '#relationship';
import { assertFolderOf } from '../../output/assert-folder.js';
import { UsageError } from '../../terminal/usage-error.js';

/** 'RPEC': marks the file as one of ours. */
const APPLICATION_ID = 0x52504543;
/** Increased whenever the content of the columns changes; a file of another format is rebuilt. */
const FORMAT = 4;
/** How long to wait for another process that is deriving the columns. */
const LONGEST_DERIVATION_MS = 10 * MINUTE_MS;

/** The hours by which waiting for a word was judged, and the calendar that they were counted by; null: every hour counts. */
export type Hours = { readonly waitings: readonly WaitingDocument[]; readonly calendar: CalendarSetting | null };

/** The log of the columns, by the id of its first event, and the position up to which it was read. */
export type Checkpoint = { readonly logId: string; readonly position: bigint; readonly hours: Hours };

/**
 * Evidence columns in a SQLite file: a projection of the log. Checkpoint and rows are written in one transaction, and the
 * file may be deleted at any time. It holds ids and times, and no personal data.
 */
export class ColumnsFile {
  private readonly db: Database.Database;

  /** @throws UsageError the file cannot be used, or is another kind of database */
  constructor(path: string) {
    assertFolderOf(path);
    try {
      this.db = new Database(path, { timeout: LONGEST_DERIVATION_MS });
    } catch (error) {
      throw new UsageError(`${path} cannot be opened: ${(error as Error).message}`);
    }
    try {
      this.prepare(path);
    } catch (error) {
      this.db.close();
      if (error instanceof UsageError) throw error;
      throw new UsageError(`${path} is not a file of evidence columns: ${(error as Error).message}`);
    }
  }

  private prepare(path: string): void {
    const owner = this.db.pragma('application_id', { simple: true });
    const isEmpty = this.db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
    if (owner !== APPLICATION_ID && !(owner === 0 && isEmpty))
      throw new UsageError(`${path} is a database of another kind: name another file`);
    chmodSync(path, 0o600);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    if (this.db.pragma('user_version', { simple: true }) === FORMAT) return;
    this.db.exec(`
      DROP TABLE IF EXISTS checkpoint;
      DROP TABLE IF EXISTS parts;
      DROP TABLE IF EXISTS members;
      CREATE TABLE checkpoint (log_id TEXT NOT NULL, position INTEGER NOT NULL, hours TEXT NOT NULL);
      CREATE TABLE parts (id INTEGER PRIMARY KEY, columns BLOB NOT NULL);
      CREATE TABLE members (customer_id TEXT PRIMARY KEY, part INTEGER NOT NULL) WITHOUT ROWID;
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${FORMAT};
    `);
  }

  /** Null before the first write. */
  get checkpoint(): Checkpoint | null {
    type Row = { log_id: string; position: number; hours: string };
    const row = this.db.prepare<[], Row>('SELECT * FROM checkpoint').get();
    if (row === undefined) return null;
    return { logId: row.log_id, position: BigInt(row.position), hours: JSON.parse(row.hours) as Hours };
  }

  /** The number of relationships in it. */
  get relationships(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM members').pluck().get() ?? 0;
  }

  *parts(): Iterable<EvidenceColumns> {
    const ids = this.db.prepare<[], number>('SELECT id FROM parts ORDER BY id').pluck().all();
    for (const id of ids) yield this.read(id);
  }

  /** Runs `act` in one transaction; other writers wait until it ends. */
  async changing(act: () => Promise<void>): Promise<void> {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      await act();
      this.db.exec('COMMIT');
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  forgetAll(): void {
    this.db.exec('DELETE FROM parts; DELETE FROM members; DELETE FROM checkpoint');
  }

  forget(customers: ReadonlySet<string>): void {
    const partOf = this.db.prepare<[string], number>('SELECT part FROM members WHERE customer_id = ?').pluck();
    const parts = new Set([...customers].map((customerId) => partOf.get(customerId)).filter((id) => id !== undefined));
    const update = this.db.prepare('UPDATE parts SET columns = ? WHERE id = ?');
    for (const id of parts) {
      const left = withoutCustomers(this.read(id), customers);
      if (left.customers.length > 0) update.run(serialize(left), id);
      else this.db.prepare('DELETE FROM parts WHERE id = ?').run(id);
    }
    const remove = this.db.prepare('DELETE FROM members WHERE customer_id = ?');
    for (const customerId of customers) remove.run(customerId);
  }

  add(columns: EvidenceColumns): void {
    const { lastInsertRowid } = this.db.prepare('INSERT INTO parts (columns) VALUES (?)').run(serialize(columns));
    const member = this.db.prepare('INSERT INTO members VALUES (?, ?)');
    for (const customerId of columns.customers) member.run(customerId, lastInsertRowid);
  }

  moveTo({ logId, position, hours }: Checkpoint): void {
    this.db.exec('DELETE FROM checkpoint');
    this.db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?)').run(logId, Number(position), JSON.stringify(hours));
  }

  close(): void {
    this.db.close();
  }

  private read(id: number): EvidenceColumns {
    const bytes = this.db.prepare<[number], Buffer>('SELECT columns FROM parts WHERE id = ?').pluck().get(id);
    if (bytes === undefined) throw new Error(`the columns have lost part ${id}`);
    return deserialize(bytes) as EvidenceColumns;
  }
}
