import Database from 'better-sqlite3';

export type CopyOptions = {
  /** Whether customers' names are copied; else each row has the customer's id in place of it. */
  readonly withNames: boolean;
  /** Is told, now and then, what part is done, in any unit; what it throws ends the copying. */
  readonly reach: (done: number, total: number) => void;
};

export type CopiedViews = {
  /** Where in the log the copy stands. */
  readonly position: number;
  readonly relationships: number;
};

/** Makes one file of the copy, without a journal beside it, and nothing between its rows of what was taken out. */
export function settle(db: Database.Database): CopiedViews {
  db.pragma('journal_mode = DELETE');
  db.exec('VACUUM');
  const position = db.prepare<[], number>("SELECT position FROM checkpoint WHERE name = 'views'").pluck().get();
  const relationships = db.prepare<[], number>('SELECT count(*) FROM relationships').pluck().get();
  return { position: position ?? 0, relationships: relationships ?? 0 };
}

/** The views among the tables of a file, in the order of their names; what migrations keep for themselves is left out. */
export const viewsIn = (db: Database.Database): string[] =>
  db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !name.startsWith('kysely_'));

export type DeclaredColumn = { readonly name: string; readonly type: string };

/** The columns of a table as they were declared, in their order. */
export const columnsOf = (db: Database.Database, table: string): readonly DeclaredColumn[] =>
  db.pragma(`table_info(${table})`) as readonly DeclaredColumn[];
