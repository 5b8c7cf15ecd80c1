import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';

/** As much as a large append takes, with its pages of the indexes. */
const ENOUGH = 1_000_000;
const PROBE_BYTES = 16_384;

/** Whether the next append finds room: on the disk, and under a limit of the file. Nothing is written. */
export function hasRoom(db: Database): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(db.name));
    if (bavail * bsize < ENOUGH) return false;
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT INTO streams (name) VALUES (?)').run(`room ${'-'.repeat(PROBE_BYTES)}`);
    return true;
  } catch {
    return false;
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}
