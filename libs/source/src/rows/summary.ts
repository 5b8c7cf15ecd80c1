import { named, type Database } from '../engine/database.js';
import type { Column } from './columns.js';
import { ANSWER, instantOf, keyOf } from './contact-rows-sql.js';

/** What the SQL's answer holds, counted over all rows. */
export type AnswerSummary = {
  readonly rows: number;
  readonly customers: number;
  readonly recorders: number;
  /** Milliseconds since the epoch; null where no row has a time. */
  readonly from: number | null;
  readonly until: number | null;
  /** Most frequent first. */
  readonly types: readonly { readonly type: string | null; readonly rows: number }[];
  /** By column, how many rows do not say. */
  readonly empty: readonly { readonly column: string; readonly rows: number }[];
};

export async function summaryOf(database: Database, columns: readonly Column[]): Promise<AnswerSummary> {
  const nameOf = (fact: string) => columns.find((each) => each.fact === fact);
  const distinct = (fact: string) => {
    const column = nameOf(fact);
    return column === undefined ? '0' : `count(DISTINCT ${named(column.name)})::INTEGER`;
  };
  const at = nameOf('occurredAt');
  const instant = at === undefined ? 'NULL' : instantOf(at);
  const [all] = await database.rows(`SELECT count(*)::INTEGER AS rows, ${distinct('customerId')} AS customers,
    ${distinct('recordedBy')} AS recorders, epoch_ms(min(${instant}))::DOUBLE AS "from", epoch_ms(max(${instant}))::DOUBLE AS "until",
    ${columns.map(({ name }, index) => `count(*) FILTER (${named(name)} IS NULL)::INTEGER AS empty${index}`).join()}
    FROM ${ANSWER}`);
  const type = nameOf('type');
  const types = await database.rows(
    `SELECT ${named(type?.name ?? 'type')} AS type, count(*)::INTEGER AS rows FROM ${ANSWER} GROUP BY ALL ORDER BY rows DESC, type`,
  );
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    rows: Number(all?.rows),
    customers: Number(all?.customers),
    recorders: Number(all?.recorders),
    from: number(all?.from),
    until: number(all?.until),
    types: types.map((each) => ({ type: each.type === null ? null : String(each.type), rows: Number(each.rows) })),
    empty: columns.map((column, index) => ({ column: keyOf(column), rows: Number(all?.[`empty${index}`]) })),
  };
}
