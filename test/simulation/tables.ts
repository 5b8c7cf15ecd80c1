import { sql } from 'kysely';
import { migrateViews, openSqliteViews, type ViewsDatabase } from '#read-models';
import { SharedTables } from './faulty-views.js';

export type Row = Readonly<Record<string, string | number | null>>;

/** The tables of the views, in memory, used by one history after the other: to make them takes longer than a history. */
export class Tables {
  private constructor(
    /** Those that the processes of a history share. */
    readonly shared: SharedTables,
    /** Those that are rebuilt from the log when a history is over. */
    readonly rebuilt: ViewsDatabase,
    private readonly atFirst: ReadonlyMap<string, readonly Row[]>,
  ) {}

  static async open(): Promise<Tables> {
    const [lived, rebuilt] = [openSqliteViews(':memory:'), openSqliteViews(':memory:')];
    for (const db of [lived, rebuilt]) await migrateViews(db);
    const atFirst = new Map<string, readonly Row[]>();
    for (const name of await tablesIn(lived)) atFirst.set(name, await rowsOf(lived, name));
    return new Tables(new SharedTables(lived), rebuilt, atFirst);
  }

  get lived(): ViewsDatabase {
    return this.shared.tables;
  }

  /** As new views are. */
  async empty(): Promise<void> {
    this.shared.committed = 0;
    for (const db of [this.lived, this.rebuilt])
      for (const [name, rows] of this.atFirst) {
        await sql`delete from ${sql.table(name)}`.execute(db);
        for (const row of rows) {
          const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
          await sql`insert into ${sql.table(name)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
        }
      }
  }

  async close(): Promise<void> {
    await this.lived.destroy();
    await this.rebuilt.destroy();
  }
}

/** @param order by which the rows come */
export const rowsOf = async (
  db: ViewsDatabase,
  table: string,
  order: readonly string[] = [],
): Promise<readonly Row[]> =>
  (
    await sql<Row>`select * from ${sql.table(table)} ${order.length === 0 ? sql`` : sql`order by ${sql.join(order.map((each) => sql.ref(each)))}`}`.execute(
      db,
    )
  ).rows;

async function tablesIn(db: ViewsDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}
