import { chmodSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { EventStore } from '#event-store';

/** Where the log was when an import ended: the entries hold for a log that has this event there. */
type Mark = { readonly position: string; readonly event: string };

/**
 * What imports have recorded whole, in a file that may be deleted at any time: an import is then only slower. An entry says
 * nothing to a reader, since it is a digest with the key of a customer. If the log is put back from a backup, everything is
 * forgotten: it may lack what an entry stands for.
 */
export class ImportMemory {
  private constructor(
    private readonly db: Database.Database,
    private readonly store: EventStore,
  ) {}

  static async open(file: string, store: EventStore): Promise<ImportMemory> {
    const memory = new ImportMemory(opened(file), store);
    if (!(await memory.isOfThisLog())) memory.db.exec('DELETE FROM entries; DELETE FROM mark');
    memory.db.exec('CREATE TEMP TABLE added (entry TEXT PRIMARY KEY) WITHOUT ROWID');
    return memory;
  }

  has(entry: string): boolean {
    return this.db.prepare('SELECT 1 FROM entries WHERE entry = ?').get(entry) !== undefined;
  }

  /** Counts once `keep` was called. */
  add(entry: string): void {
    this.db.prepare('INSERT OR IGNORE INTO added VALUES (?)').run(entry);
  }

  /** Keeps what was added. All that it stands for is in the log by now. */
  async keep(): Promise<void> {
    const newest = await this.newest();
    if (newest === null) return;
    this.db.transaction(() => {
      this.db.exec('DELETE FROM mark; INSERT OR IGNORE INTO entries SELECT entry FROM added');
      this.db.prepare('INSERT INTO mark VALUES (?, ?)').run(newest.position, newest.event);
    })();
  }

  close(): void {
    this.db.close();
  }

  private async isOfThisLog(): Promise<boolean> {
    const mark = this.db.prepare<[], Mark>('SELECT position, event FROM mark').get();
    if (mark === undefined) return false;
    for await (const [found] of this.store.readAll({ after: BigInt(mark.position) - 1n, limit: 1 }))
      return found?.id === mark.event && String(found.position) === mark.position;
    return false;
  }

  private async newest(): Promise<Mark | null> {
    for await (const [found] of this.store.readAll({ backwards: true, limit: 1 }))
      return found === undefined ? null : { position: String(found.position), event: found.id };
    return null;
  }
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS entries (entry TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS mark (position TEXT NOT NULL, event TEXT NOT NULL)`;

/** A damaged file is replaced: nothing depends on it. */
function opened(file: string): Database.Database {
  for (let attempt = 1; ; attempt += 1) {
    const db = new Database(file);
    try {
      db.pragma('busy_timeout = 10000');
      db.exec(SCHEMA);
      chmodSync(file, 0o600);
      return db;
    } catch (error) {
      db.close();
      const { code } = error as { readonly code?: string };
      if (attempt > 1 || !/^SQLITE_(CORRUPT|NOTADB)/.test(code ?? '')) throw error;
      rmSync(file, { force: true });
    }
  }
}
