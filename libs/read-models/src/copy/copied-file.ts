import Database from 'better-sqlite3';

export type CopyOptions = {
  /** Whether customers' names are copied; otherwise the name is the customer's id. */
  readonly withNames: boolean;
  /** Called from time to time with the progress, in any unit. If it throws, the copy ends. */
  readonly reach: (done: number, total: number) => void;
};

export type CopiedViews = {
  /** Log position up to which the copy is complete. */
  readonly position: number;
  readonly relationships: number;
};

/** Makes the copy a single file: without a journal, and without remains of deleted data. */
export function settle(db: Database.Database): CopiedViews {
  db.pragma('journal_mode = DELETE');
  db.exec('VACUUM');
  const position = db.prepare<[], number>("SELECT position FROM checkpoint WHERE name = 'views'").pluck().get();
  const relationships = db.prepare<[], number>('SELECT count(*) FROM relationships').pluck().get();
  return { position: position ?? 0, relationships: relationships ?? 0 };
}

/** The tables of the views in a file, in the order of their names, without the tables of the migrator. */
export const viewsIn = (db: Database.Database): string[] =>
  db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !name.startsWith('kysely_'));

export type DeclaredColumn = { readonly name: string; readonly type: string };

/** The declared columns of a table, in their order. */
export const columnsOf = (db: Database.Database, table: string): readonly DeclaredColumn[] =>
  db.pragma(`table_info(${table})`) as readonly DeclaredColumn[];
