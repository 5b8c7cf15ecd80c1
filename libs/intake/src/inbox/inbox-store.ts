import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { LOCK_PATIENCE_MS, onceNotBusy } from '#event-store';
import type { InboxFailure } from './failures.js';

export type InboxState = 'WAITING' | 'MAPPED' | 'FAILED';

/** A request that waits to be mapped. */
export type WaitingRequest = {
  readonly seq: number;
  readonly inbox: string;
  /** A keyed digest: it says nothing of the id that was sent. */
  readonly id: string;
  readonly receivedAt: number;
  readonly tries: number;
  /** Null: it cannot be unsealed. */
  readonly body: string | null;
};

/** A request as an operator sees it. */
export type ListedRequest = {
  readonly seq: number;
  readonly inbox: string;
  readonly state: InboxState;
  readonly receivedAt: number;
  readonly tries: number;
  readonly code: InboxFailure | null;
  /** May quote the request; null: nothing failed, or there is no key to read it. */
  readonly reason: string | null;
};

type Row = {
  readonly seq: number;
  readonly inbox: string;
  readonly id: string;
  readonly state: InboxState;
  readonly received_at: number;
  readonly tries: number;
  readonly body: Buffer | null;
  readonly code: InboxFailure | null;
  readonly reason: Buffer | null;
};

const SCHEMA = `CREATE TABLE IF NOT EXISTS requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, inbox TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, received_at INTEGER NOT NULL,
    tries INTEGER NOT NULL, next_at INTEGER NOT NULL, body BLOB, code TEXT, reason BLOB, UNIQUE (inbox, id)) STRICT;
  CREATE INDEX IF NOT EXISTS waiting ON requests (next_at, seq) WHERE state = 'WAITING';
  CREATE INDEX IF NOT EXISTS by_state ON requests (state, received_at)`;

/**
 * The requests of other systems, in a file of their own. A request is on disk when `take` returns, sealed with the key of the inbox. Its body
 * is deleted when it is mapped; its id is kept, so that a repeat is known.
 */
export class InboxStore {
  private constructor(private readonly db: Database.Database) {}

  /** @param file is made if there is none */
  static open(file: string): InboxStore {
    const db = new Database(file, { timeout: LOCK_PATIENCE_MS });
    onceNotBusy(() => db.pragma('journal_mode = WAL'));
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    onceNotBusy(() => db.exec(SCHEMA));
    return new InboxStore(db);
  }

  /** @returns `REPEATED`: it was taken before, and is not taken again */
  take(
    {
      inbox,
      id,
      body,
      receivedAt,
    }: { readonly inbox: string; readonly id: string; readonly body: Buffer; readonly receivedAt: number },
    key: KeyObject,
  ): 'TAKEN' | 'REPEATED' {
    const digest = createHmac('sha256', key).update(`${inbox}\n${id}`).digest('base64url');
    const { changes } = this.db
      .prepare(
        `INSERT INTO requests (inbox, id, state, received_at, tries, next_at, body) VALUES (?, ?, 'WAITING', ?, 0, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(inbox, digest, receivedAt, receivedAt, sealed(body, key, `${inbox}\n${digest}`));
    return changes === 1 ? 'TAKEN' : 'REPEATED';
  }

  /** The next request whose time has come. @param now milliseconds since the epoch */
  next(now: number, key: KeyObject): WaitingRequest | null {
    const row = this.db
      .prepare<[number], Row>(
        "SELECT * FROM requests WHERE state = 'WAITING' AND next_at <= ? ORDER BY next_at, seq LIMIT 1",
      )
      .get(now);
    if (row === undefined) return null;
    const { seq, inbox, id, received_at: receivedAt, tries, body } = row;
    const opened = body === null ? null : unsealed(body, key, `${inbox}\n${id}`);
    return { seq, inbox, id, receivedAt, tries, body: opened?.toString('utf8') ?? null };
  }

  /** All its contacts are in the log. */
  mapped(seq: number): void {
    this.db
      .prepare("UPDATE requests SET state = 'MAPPED', body = NULL, code = NULL, reason = NULL WHERE seq = ?")
      .run(seq);
  }

  /** @param nextAt when it is tried again; null: when somebody asks for it */
  failed(
    { seq, inbox, id }: WaitingRequest,
    { code, reason, nextAt }: { readonly code: InboxFailure; readonly reason: string; readonly nextAt: number | null },
    key: KeyObject,
  ): void {
    this.db
      .prepare('UPDATE requests SET state = ?, tries = tries + ?, next_at = ?, code = ?, reason = ? WHERE seq = ?')
      .run(
        nextAt === null ? 'FAILED' : 'WAITING',
        // A log that is away says nothing of the request: it keeps all its tries.
        code === 'NOT_RECORDED' ? 0 : 1,
        nextAt ?? 0,
        code,
        sealed(Buffer.from(reason), key, `${inbox}\n${id}`),
        seq,
      );
  }

  /** Those that failed, or wait, or both; the oldest first. @param key null: reasons are not shown */
  list(states: readonly InboxState[], key: KeyObject | null, most: number): readonly ListedRequest[] {
    return this.db
      .prepare<unknown[], Omit<Row, 'body'>>(
        `SELECT seq, inbox, id, state, received_at, tries, code, reason FROM requests WHERE state IN (${states.map(() => '?').join()}) ORDER BY seq LIMIT ?`,
      )
      .all(...states, most)
      .map(({ seq, inbox, id, state, received_at: receivedAt, tries, code, reason }) => ({
        ...{ seq, inbox, state, receivedAt, tries, code },
        reason:
          reason === null || key === null ? null : (unsealed(reason, key, `${inbox}\n${id}`)?.toString('utf8') ?? null),
      }));
  }

  /** Lets failed requests be tried again. @param seqs null: all @returns how many */
  retry(seqs: readonly number[] | null): number {
    return this.change("UPDATE requests SET state = 'WAITING', tries = 0, next_at = 0 WHERE state = 'FAILED'", seqs);
  }

  /**
   * Gives up requests that failed, or that cannot be recorded: what they say is deleted, and a repeat of them is still known.
   * @returns how many
   */
  drop(seqs: readonly number[] | null): number {
    return this.change(
      "UPDATE requests SET state = 'MAPPED', body = NULL, reason = NULL WHERE (state = 'FAILED' OR (state = 'WAITING' AND code = 'NOT_RECORDED'))",
      seqs,
    );
  }

  private change(sql: string, seqs: readonly number[] | null): number {
    if (seqs === null) return this.db.prepare(sql).run().changes;
    return this.db.prepare(`${sql} AND seq IN (${seqs.map(() => '?').join()})`).run(...seqs).changes;
  }

  /** Those that wait or failed, by inbox and state. */
  counts(): readonly { readonly inbox: string; readonly state: InboxState; readonly requests: number }[] {
    return this.db
      .prepare<[], { inbox: string; state: InboxState; requests: number }>(
        "SELECT inbox, state, count(*) AS requests FROM requests WHERE state IN ('WAITING', 'FAILED') GROUP BY inbox, state",
      )
      .all();
  }

  /** What is kept of an inbox until it is mapped, or given up. */
  kept(inbox: string): { readonly requests: number; readonly bytes: number } {
    const kept = this.db
      .prepare<[string], { requests: number; bytes: number | null }>(
        "SELECT count(*) AS requests, sum(length(body)) AS bytes FROM requests WHERE state IN ('WAITING', 'FAILED') AND inbox = ?",
      )
      .get(inbox);
    return { requests: kept?.requests ?? 0, bytes: kept?.bytes ?? 0 };
  }

  hasFailed(): boolean {
    return this.db.prepare("SELECT 1 FROM requests WHERE state = 'FAILED' LIMIT 1").get() !== undefined;
  }

  /** Forgets ids of mapped requests, and requests that were not mapped, that came before a time. @returns how many of these */
  forget({ mappedBefore, failedBefore }: { readonly mappedBefore: number; readonly failedBefore: number }): number {
    this.db.prepare("DELETE FROM requests WHERE state = 'MAPPED' AND received_at < ?").run(mappedBefore);
    return this.db
      .prepare("DELETE FROM requests WHERE state IN ('FAILED', 'WAITING') AND received_at < ?")
      .run(failedBefore).changes;
  }

  close(): void {
    this.db.close();
  }
}

const [IV_BYTES, TAG_BYTES] = [12, 16];

/** @param of which request: it cannot be put in the place of another */
function sealed(plain: Buffer, key: KeyObject, of: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(of));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Null: another key sealed it, or it is damaged. */
function unsealed(box: Buffer, key: KeyObject, of: string): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(of))
      .setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
