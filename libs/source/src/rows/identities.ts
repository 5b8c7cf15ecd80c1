import { quoted } from '#relationship';
import { literal, named, type Database } from '../engine/database.js';
import { SourceInvalid } from '../folder/source-invalid.js';
import type { Column } from './columns.js';
import { ANSWER, customerSql } from './contact-rows-sql.js';

/** An id of another system, and the customer whom it means; null where the SQL gave none. */
export type Identity = { readonly externalId: string | null; readonly customerId: string | null };

const IDENTITIES = 'rapport_identities';
const NAMED = 'rapport_named';
const COLUMNS = ['externalId', 'customerId'];

/** Runs the SQL of identities. @throws SourceInvalid it cannot run, or gives other columns */
export async function readIdentities(database: Database, sql: string): Promise<void> {
  await database.check(sql);
  await database.run(`CREATE TEMP TABLE ${IDENTITIES} AS FROM query(${literal(sql)})`);
  const columns = (await database.rows(`DESCRIBE ${IDENTITIES}`)).map((each) => String(each.column_name));
  const isWhole = columns.length === COLUMNS.length && COLUMNS.every((name) => columns.includes(name));
  if (isWhole) return;
  const given = columns.map((name) => quoted(name)).join(', ');
  throw new SourceInvalid(`identities.sql gives the columns ${given}: it must give externalId and customerId`);
}

/** In the order in which the SQL gave them, each once. */
export async function* identitiesIn(database: Database): AsyncGenerator<Identity> {
  const text = (name: string) => `nfc_normalize(trim(${named(name)}::VARCHAR))`;
  const sql = `SELECT ${COLUMNS.map(text).join()} FROM ${IDENTITIES} GROUP BY ALL ORDER BY min(rowid)`;
  for await (const [externalId, customerId] of database.stream(sql))
    yield { externalId: externalId as string | null, customerId: customerId as string | null };
}

const AT_ONCE = 1_000;

/** Gives the rows of these external ids to the customers whom they mean, so that they are sorted with the other rows. */
export async function nameCustomers(
  database: Database,
  columns: readonly Column[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const customer = named(columns.find(({ fact }) => fact === 'customerId')?.name ?? '');
  await database.run(`CREATE TEMP TABLE ${NAMED} (external VARCHAR, customer VARCHAR)`);
  const all = [...known].map(([external, name]) => `(${literal(external)}, ${literal(name)})`);
  for (let at = 0; at < all.length; at += AT_ONCE)
    await database.run(`INSERT INTO ${NAMED} VALUES ${all.slice(at, at + AT_ONCE).join()}`);
  await database.run(
    `UPDATE ${ANSWER} SET ${customer} = ${NAMED}.customer FROM ${NAMED} WHERE ${NAMED}.external = ${customerSql(columns, ANSWER)}`,
  );
}
