import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { ViewsSchema } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';
import { noteToWatch } from './watch-list.js';

it('asks for the obligations of each customer, not for all that is overdue', async () => {
  const database = new Database(':memory:');
  const statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  const log = ({ query: { sql, parameters } }: { query: { sql: string; parameters: readonly unknown[] } }) =>
    void statements.push({ sql, parameters });
  const db = new Kysely<ViewsSchema>({ dialect: new SqliteDialect({ database }), log });
  await migrateViews(db);
  await db.transaction().execute((trx) => noteToWatch(trx, ['acme', 'globex'], 1));
  const noted = statements.find(({ sql }) => sql.startsWith('insert into "to_watch"'));
  const plan = database
    .prepare<unknown[], { detail: string }>(`explain query plan ${noted?.sql ?? ''}`)
    .all(...(noted?.parameters ?? []))
    .map(({ detail }) => detail);
  const ofObligations = plan.filter((line) => line.includes('obligations'));
  expect(ofObligations).toEqual([expect.stringContaining('(customer_id=?)')]);
  await db.destroy();
});
