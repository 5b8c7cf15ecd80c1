import Database from 'better-sqlite3';
import type { Content } from '#intake';

/**
 * Makes idempotency keys for rows without one, from the content of the row and how often that content came before in the
 * file. So the same file again adds nothing, but two equal rows in one file are both recorded. Rows that write the same
 * otherwise ("x" and "x ") are counted together; earlier releases recorded each as it was written, so the other forms are kept
 * too. All that is in a temporary SQLite database, which is deleted with the process, so that memory does not grow with the
 * import.
 */
export class DerivedKeys {
  private readonly db = new Database('');
  private readonly count: Database.Statement<[Buffer], number>;
  private readonly keepForm: Database.Statement<[Buffer, string]>;
  private readonly formsOf: Database.Statement<[Buffer], string>;

  constructor() {
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    this.db.exec('CREATE TABLE said (digest BLOB PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID');
    this.db.exec('CREATE TABLE forms (digest BLOB, form TEXT, PRIMARY KEY (digest, form)) WITHOUT ROWID; BEGIN');
    this.count = this.db
      .prepare<[Buffer], number>(
        'INSERT INTO said VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times',
      )
      .pluck();
    this.keepForm = this.db.prepare('INSERT INTO forms VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.formsOf = this.db.prepare<[Buffer], string>('SELECT form FROM forms WHERE digest = ?').pluck();
  }

  /** @returns the key, how often the file has had this content by now, and the forms that are not the normal one */
  next({ digest, asGiven }: Content): {
    readonly key: string;
    readonly ordinal: number;
    readonly alsoAs: readonly object[];
  } {
    const ordinal = this.count.get(digest) ?? 1;
    if (asGiven !== null) this.keepForm.run(digest, asGiven);
    // The first row with a content has no earlier ones, and most contents have one row.
    const forms = ordinal === 1 ? [] : this.formsOf.all(digest);
    return {
      key: `row:${digest.toString('hex')}:${ordinal}`,
      ordinal,
      alsoAs: forms.map((form) => JSON.parse(form) as object),
    };
  }

  close(): void {
    this.db.close();
  }
}
