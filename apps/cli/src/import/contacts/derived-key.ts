import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { compareText } from '#relationship';
import type { ContactRow } from './contact-row.js';

/** Deeper than any contact is. */
const DEEPEST = 8;

export type Content = {
  /** The same for rows that say the same, whatever the order of their fields and the format of their file. */
  readonly digest: Buffer;
  /** How much it says, in UTF-16 code units. */
  readonly size: number;
};

/** What a row says; null where it is nested too deeply. */
export function contentOf({ type, input, recordedAt }: ContactRow): Content | null {
  const text = canonical([type, recordedAt, input], 0);
  return text === null
    ? null
    : { digest: createHash('sha256').update(text).digest().subarray(0, 16), size: text.length };
}

function canonical(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (depth > DEEPEST) return null;
  const parts: string[] = [];
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((each) => ['', each])
    : Object.entries(value).sort(([a], [b]) => compareText(a, b));
  for (const [name, each] of entries) {
    const text = canonical(each, depth + 1);
    if (text === null) return null;
    parts.push(Array.isArray(value) ? text : `${JSON.stringify(name)}:${text}`);
  }
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

/**
 * Gives rows that bring no idempotency key one made from what they say, and from how often the file has said it before:
 * the same file again adds nothing, and of two equal rows in one file both are recorded. The counts are kept on disk, in
 * a file of the system's that is gone with the process, so that memory does not grow with the import.
 */
export class DerivedKeys {
  private readonly db = new Database('');
  private readonly count: Database.Statement<[Buffer], number>;

  constructor() {
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    this.db.exec('CREATE TABLE said (digest BLOB PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID; BEGIN');
    this.count = this.db
      .prepare<[Buffer], number>(
        'INSERT INTO said VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times',
      )
      .pluck();
  }

  next(digest: Buffer): string {
    return `row:${digest.toString('hex')}:${this.count.get(digest)}`;
  }

  close(): void {
    this.db.close();
  }
}
