import type { Database, Statement } from 'better-sqlite3';
import type { Row } from './table.js';
import { temporaryDatabase } from './temporary-database.js';

/** Rows put aside on disk until all of their group are there. */
export class RowsAside {
  private readonly db: Database;
  private readonly insert: Statement<[number, number, string, string]>;
  count = 0;

  constructor() {
    this.db = temporaryDatabase(
      'CREATE TABLE rows (number INTEGER PRIMARY KEY, line INTEGER NOT NULL, key TEXT NOT NULL, cells TEXT NOT NULL)',
    );
    this.insert = this.db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?)');
  }

  /** @param key the values that make rows one group @param row later in the file than the one before */
  add(key: readonly (string | undefined)[], { number, line, cells }: Row): void {
    this.insert.run(number, line, JSON.stringify(key), JSON.stringify(cells));
    this.count += 1;
  }

  /** The rows of one key, as they stand in the file; the groups in the order in which each began. */
  *groups(): Generator<Row[]> {
    const sorted = this.db
      .prepare<[], [number, number, number, string]>(
        'SELECT min(number) OVER (PARTITION BY key) AS first, number, line, cells FROM rows ORDER BY first, number',
      )
      .raw();
    let begun = 0;
    let members: Row[] = [];
    for (const [first, number, line, cells] of sorted.iterate()) {
      if (first !== begun && members.length > 0) {
        yield members;
        members = [];
      }
      begun = first;
      members.push({ number, line, cells: JSON.parse(cells) as string[] });
    }
    if (members.length > 0) yield members;
  }

  close(): void {
    this.db.close();
  }
}
