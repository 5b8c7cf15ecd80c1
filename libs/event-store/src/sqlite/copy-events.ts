// Copies a stretch of a log from one file into another, row by row, so that positions, times and checksums stay what they are.
import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { checksumOf, splitMetadata } from '../port/checksum.js';
import { openConnection } from './connection.js';
import { LOCK_PATIENCE_MS, toStoreError, whenNotBusy } from './failures.js';

/** Positions: after the first, up to and including the last. */
export type Stretch = { readonly after: number; readonly upTo: number };

export type CopiedEvents = {
  readonly events: number;
  /** Of every value of every row, in the order of the log. */
  readonly sha256: string;
  /** Positions of events whose checksum does not match. */
  readonly damaged: readonly number[];
};

type Row = [
  position: number,
  key: number,
  stream: string,
  revision: number,
  hex: string,
  type: string,
  data: string,
  metadata: string,
  appendedAt: number,
];

const ROWS_AT_A_TIME = 5_000;
const SELECT = `
  SELECT position, stream, coalesce(name, ''), revision, lower(hex(id)), type, data, metadata, appended_at
  FROM events LEFT JOIN streams ON key = stream
  WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`;

/**
 * Copies the events of a log, which others may write meanwhile, into a file that is new or holds what was before them. That
 * file is then a log, too. All of them are on disk when it ends, or none.
 * @param to an existing file, which may be empty @param reach is told how many were copied
 * @throws StoreUnavailable, StorageFull
 */
export async function copyEvents(
  from: string,
  to: string,
  stretch: Stretch,
  reach: (events: number) => void = () => undefined,
): Promise<CopiedEvents> {
  const source = await opened(from, true);
  try {
    const target = await opened(to, false);
    try {
      return inOneTransaction(target, () => {
        const insertStream = target.prepare('INSERT OR IGNORE INTO streams (key, name) VALUES (?, ?)');
        const insertEvent = target.prepare(
          'INSERT INTO events (position, stream, revision, id, type, data, metadata, appended_at) VALUES (?, ?, ?, unhex(?), ?, ?, ?, ?)',
        );
        return digested(source, stretch, reach, ([position, key, stream, ...rest]) => {
          insertStream.run(key, stream);
          insertEvent.run(position, key, ...rest);
        });
      });
    } finally {
      target.close();
    }
  } catch (error) {
    throw toStoreError(error, { file: to });
  } finally {
    source.close();
  }
}

/** What a file holds of a stretch. Its pages are checked first. @throws StoreUnavailable the file is damaged */
export async function digestEvents(file: string, stretch: Stretch): Promise<CopiedEvents> {
  const db = await opened(file, true);
  try {
    const found = db.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') return { events: 0, sha256: `integrity_check: ${String(found)}`, damaged: [] };
    return digested(db, stretch);
  } catch (error) {
    throw toStoreError(error, { file });
  } finally {
    db.close();
  }
}

/** The position of the newest event that was appended by then; null if none was. */
export async function positionAt(file: string, time: number): Promise<number | null> {
  const db = await opened(file, true);
  try {
    const next = db.prepare('SELECT min(position) FROM events WHERE appended_at > ?').pluck().get(time) as
      number | null;
    const newest = 'SELECT max(position) FROM events WHERE ? IS NULL OR position < ?';
    return db.prepare(newest).pluck().get(next, next) as number | null;
  } finally {
    db.close();
  }
}

const opened = (file: string, readOnly: boolean): Promise<Database> =>
  whenNotBusy(() => openConnection(file, { readOnly }), LOCK_PATIENCE_MS, file);

function inOneTransaction<T>(db: Database, act: () => T): T {
  const done = db.transaction(act).immediate();
  // So that the file alone is the log, without a journal beside it, and can be read where nobody may write.
  db.pragma('journal_mode = DELETE');
  return done;
}

/** No transaction spans the pages, which would keep the log's journal from being emptied: what is below its end never changes. */
function digested(
  db: Database,
  { after, upTo }: Stretch,
  reach: (events: number) => void = () => undefined,
  each: (row: Row) => void = () => undefined,
): CopiedEvents {
  const page = db.prepare<[number, number, number], Row>(SELECT).raw();
  const hash = createHash('sha256');
  const damaged: number[] = [];
  let events = 0;
  for (let last = after; ; reach(events)) {
    const rows = page.all(last, upTo, ROWS_AT_A_TIME);
    for (const row of rows) {
      hash.update(`${JSON.stringify(row)}\n`);
      if (isDamaged(row)) damaged.push(row[0]);
      each(row);
    }
    events += rows.length;
    last = rows.at(-1)?.[0] ?? last;
    if (rows.length < ROWS_AT_A_TIME) break;
  }
  return { events, sha256: hash.digest('hex'), damaged };
}

function isDamaged([, , stream, , hex, type, data, stored]: Row): boolean {
  const { metadata, checksum } = splitMetadata(stored);
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return checksum !== null && checksum !== checksumOf({ stream, id, type, data, metadata });
}
