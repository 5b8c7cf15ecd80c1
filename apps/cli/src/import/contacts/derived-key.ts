import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { normalInput } from '#contact-log';
import { compareText } from '#relationship';
import type { CanonicalContact } from '#source';

/** No contact is nested more deeply. */
const DEEPEST = 8;

export type Content = {
  /** Equal for rows that say the same, whatever the order of their fields and the form of their times, ids and texts. */
  readonly digest: Buffer;
  /** The length of the content, in UTF-16 code units. */
  readonly size: number;
};

/** Digest and size of a row; null if it is nested too deeply. */
export function contentOf({ type, input, recordedAt }: CanonicalContact): Content | null {
  const text = canonical([type, recordedAt, normalInput(type, input)], 0);
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
 * Makes idempotency keys for rows without one, from the content of the row and how often that content came before in the
 * file. So the same file again adds nothing, but two equal rows in one file are both recorded. The counts are in a temporary
 * SQLite database, which is deleted with the process, so that memory does not grow with the import.
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

  /** @returns the key, and how often the file has had this content by now */
  next(digest: Buffer): { readonly key: string; readonly ordinal: number } {
    const ordinal = this.count.get(digest) ?? 1;
    return { key: `row:${digest.toString('hex')}:${ordinal}`, ordinal };
  }

  close(): void {
    this.db.close();
  }
}
