import { PostgresAdapter, sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ViewsDatabase } from './database.js';
import { BinaryText } from './binary-text.js';

/** The channel on which Postgres notifies that the checkpoint has moved. The position is only in the table. */
export const CHECKPOINT_MOVED = 'rapport_checkpoint_moved';

/** The commit of a moved checkpoint notifies the processes that wait for it. */
const notices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create function rapport_tell_checkpoint() returns trigger language plpgsql as
      $$ begin perform pg_notify(${sql.lit(CHECKPOINT_MOVED)}, ''); return null; end $$`.execute(db);
    await sql`create trigger checkpoint_moved after update on checkpoint for each row
      when (old.position <> new.position) execute function rapport_tell_checkpoint()`.execute(db);
  },
};

type Migrations = Readonly<Record<string, Migration>>;

/** The migrations for this database: in Postgres with binary text, and with notifications. */
export function migrationsFor(db: ViewsDatabase, migrations: Migrations): Record<string, Migration> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return { ...migrations };
  const inBinary = Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
    name,
    { up: (each: Kysely<unknown>) => up(each.withPlugin(new BinaryText())) },
  ]);
  return { ...Object.fromEntries(inBinary), '0001_first_notices': notices };
}
