import Database from 'better-sqlite3';
import pg from 'pg';

export type Statement = { readonly sql: string; readonly values: readonly unknown[] };

/** Keeps each statement that the views execute until `stop`, once, with the values of the first time. */
export function listenToStatements(): { readonly heard: ReadonlyMap<string, Statement>; stop(): void } {
  const heard = new Map<string, Statement>();
  const hear = (sql: unknown, values: unknown): void => {
    const text = typeof sql === 'string' ? sql : (sql as { text?: string } | null)?.text;
    if (text === undefined || !/^\s*(select|insert|update|delete|with)/i.test(text) || heard.has(text)) return;
    heard.set(text, { sql: text, values: Array.isArray(values) ? values : [] });
  };
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    if (this.name.endsWith('views.db')) hear(sql, Array(sql.split('?').length - 1).fill(null));
    return prepare.call(this, sql);
  } as typeof prepare;
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    hear(args[0], args[1]);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  return {
    heard,
    stop() {
      Database.prototype.prepare = prepare;
      pg.Client.prototype.query = query;
    },
  };
}

/** @returns the tables that SQLite would read from end to end; not those that it reads in order up to a limit */
export function scannedInSqlite(file: string, { sql, values }: Statement): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    const plan = database
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...values)
      .map(({ detail }) => detail);
    const isSorted = plan.some((line) => line.startsWith('USE TEMP B-TREE FOR ORDER BY'));
    const mayStop = / limit \?$/.test(sql) && !isSorted;
    return plan
      .filter((line) => !(mayStop && line.includes('USING')))
      .flatMap((line) => /^SCAN (\w+)/.exec(line)?.[1] ?? []);
  } finally {
    database.close();
  }
}

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Parent Relationship'?: string;
  readonly Plans?: readonly Node[];
};

/** @returns the same of Postgres, where an index could not spare it: a planner reads a small table rather than its index */
export async function scannedInPostgres(client: pg.Client, { sql, values }: Statement): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
    `explain (format json) ${sql}`,
    [...values],
  );
  return rows.flatMap((row) => scannedIn(row['QUERY PLAN'][0].Plan, false));
}

/** Whether a node asks for no more than what is wanted of it. */
const PASSES_ON = /^(Limit|Nested Loop|Merge Join|Index Scan|Index Only Scan|Subquery Scan|Result|Incremental Sort)$/;

function scannedIn(node: Node, mayStop: boolean): readonly string[] {
  const isWhole =
    /^(Seq Scan|Index Scan|Index Only Scan)$/.test(node['Node Type']) && node['Index Cond'] === undefined && !mayStop;
  const own = isWhole ? [node['Relation Name'] ?? ''] : [];
  const type = node['Node Type'];
  const below = type === 'Limit' || (mayStop && PASSES_ON.test(type));
  // The inner side of a nested loop is read for each row of the outer one; that of a merge join in step with it.
  const isRepeated = (each: Node) =>
    each['Parent Relationship'] === 'SubPlan' || (each['Parent Relationship'] === 'Inner' && type !== 'Merge Join');
  const inner = (node.Plans ?? []).flatMap((each) => scannedIn(each, below && !isRepeated(each)));
  return [...own, ...inner];
}
