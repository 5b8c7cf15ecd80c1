import { sql } from 'kysely';
import type { ViewsDatabase } from '../database/database.js';

/** Something that the views say otherwise than the log. */
export type Difference = {
  readonly table: string;
  /** Which row, such as `customer_id acme`. */
  readonly row: string;
  /** What the views say and what follows from the log. */
  readonly says: string;
};

/** What differs in one table: the first difference in the order of its key, and how many there are. */
export type TableDifferences = { readonly table: string; readonly rows: number; readonly first: Difference };

export type ComparedTable = {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** The column of the customer, whose rows are left out if they are not compared; null if there is none. */
  readonly customer: string | null;
};

/** The database of the shadow sees the copied views under this name, and the customers to leave out in the table. */
export const SERVED = 'served';
export const LEFT_OUT = 'left_out';

const MISSING = 'is missing in the views';
const EXTRA = 'is in the views, and does not follow from the log';
/** Personal data is not for a terminal. */
const PERSONAL = new Set(['name']);
const LONGEST_VALUE = 120;

type Row = Readonly<Record<string, unknown>>;

/** Compares a table of the shadow with that of the copied views, value by value. @returns null if they are the same */
export async function differencesIn(shadow: ViewsDatabase, table: ComparedTable): Promise<TableDifferences | null> {
  const { name, key } = table;
  const made = sql.table(name);
  const served = sql.table(`${SERVED}.${name}`);
  const isSame = sql.join(
    key.map((column) => sql`made.${sql.ref(column)} = served.${sql.ref(column)}`),
    sql` and `,
  );
  const changed = sql.join(
    table.columns.map((column) => sql`made.${sql.ref(column)} is not served.${sql.ref(column)}`),
    sql` or `,
  );
  const kinds = [
    sql`from ${made} as made join ${served} as served on ${isSame} where (${changed}) and ${kept(table, 'made')}`,
    sql`from ${made} as made where not exists (select 1 from ${served} as served where ${isSame}) and ${kept(table, 'made')}`,
    sql`from ${served} as made where not exists (select 1 from ${made} as served where ${isSame}) and ${kept(table, 'made')}`,
  ] as const;
  let rows = 0;
  const found: { readonly key: Row; readonly says: string }[] = [];
  for (const [kind, from] of kinds.entries()) {
    const counted = await sql<{ rows: number }>`select count(*) as rows ${from}`.execute(shadow);
    const here = counted.rows[0]?.rows ?? 0;
    if (here === 0) continue;
    rows += here;
    const order = sql.join(key.map((column) => sql`made.${sql.ref(column)}`));
    const first = (await sql<Row>`select made.* ${from} order by ${order} limit 1`.execute(shadow)).rows[0] ?? {};
    found.push({ key: first, says: kind === 0 ? await otherwise(shadow, table, first) : kind === 1 ? MISSING : EXTRA });
  }
  const [first] = found.sort((a, b) => inOrder(a.key, b.key, key));
  if (first === undefined) return null;
  const row = key.map((column) => `${column} ${shown(first.key[column])}`).join(', ');
  return { table: name, rows, first: { table: name, row, says: first.says } };
}

const kept = ({ customer }: ComparedTable, alias: string) =>
  customer === null
    ? sql`true`
    : sql`${sql.ref(`${alias}.${customer}`)} not in (select customer_id from ${sql.table(LEFT_OUT)})`;

async function otherwise(shadow: ViewsDatabase, { name, key, columns }: ComparedTable, made: Row): Promise<string> {
  const isIt = sql.join(
    key.map((column) => sql`${sql.ref(column)} = ${made[column]}`),
    sql` and `,
  );
  const { rows } = await sql<Row>`select * from ${sql.table(`${SERVED}.${name}`)} where ${isIt}`.execute(shadow);
  const served = rows[0] ?? {};
  const column = columns.find((each) => made[each] !== served[each]) ?? '';
  if (PERSONAL.has(column)) return `${column} is not what the log says`;
  return `${column} is ${shown(served[column])}, and ${shown(made[column])} by the log`;
}

function inOrder(a: Row, b: Row, key: readonly string[]): number {
  for (const column of key) {
    const [left, right] = [a[column], b[column]] as [string | number, string | number];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}
