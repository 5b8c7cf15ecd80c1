import { literal, type Database } from '../engine/database.js';
import type { Column } from './columns.js';
import { ANSWER, customerSql, LEFT_OUT, saidSql } from './contact-rows-sql.js';

export type CustomerRows = {
  /** The customer's id, as SQL compares it. */
  readonly named: string;
  readonly rows: number;
  /** Equal for the same rows in any order. */
  readonly digest: string;
};

export async function* customerRows(database: Database, columns: readonly Column[]): AsyncGenerator<CustomerRows> {
  // Two sums of 64 bits: a sum knows no order, and the same row twice is not the same as none.
  const sql = `SELECT customer, count(*)::INTEGER, sum(hash(said))::VARCHAR || ':' || sum(hash(said, 1))::VARCHAR
    FROM (SELECT ${customerSql(columns)} AS customer, ${saidSql(columns)} AS said FROM ${ANSWER})
    WHERE customer IS NOT NULL GROUP BY customer`;
  for await (const [named, rows, digest] of database.stream(sql))
    yield { named: String(named), rows: Number(rows), digest: String(digest) };
}

const AT_ONCE = 1_000;

export async function leaveOut(database: Database, named: readonly string[]): Promise<void> {
  for (let at = 0; at < named.length; at += AT_ONCE) {
    const some = named.slice(at, at + AT_ONCE).map((name) => `(${literal(name)})`);
    await database.run(`INSERT INTO ${LEFT_OUT} VALUES ${some.join()}`);
  }
}
