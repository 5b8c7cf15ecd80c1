import { CATALOG } from '#relationship';
import { literal, named } from '../engine/database.js';
import { isTime, type Column } from './columns.js';

/** The table that holds the SQL's answer. */
export const ANSWER = 'rapport_contact_rows';
/** The table of the customers whose rows are left out. */
export const LEFT_OUT = 'rapport_left_out';

/** The contacts that open a relationship come first, whatever their time. */
const OPENINGS = CATALOG.flatMap(({ type, mutation, opens = false }) => (opens ? [type, mutation ?? type] : []));

/** The engine takes more: to its cast 03/04/26 is in the year 3, to its %Y in the year 26. */
const ISO_DATE = "'^[1-9]\\d{3}[-/][^(]*$'";

/** What ISO 8601 allows and the engine's own cast does not take. */
const OTHER_FORMS = "['%Y-%m-%dT%H:%M%z', '%Y-%m-%dT%H:%MZ', '%Y%m%dT%H%M%S%z', '%Y%m%dT%H%M%SZ']";

/**
 * The rows in the order in which they are recorded: by customer, within a customer by time, and at one time as the SQL gave
 * them. Each is its number, its line, and the contact as JSON.
 */
export function contactRowsSql(columns: readonly Column[], limit: number | null): string {
  const at = columns.find(({ fact }) => fact === 'occurredAt');
  const line = columns.find(({ fact }) => fact === 'source_line');
  const type = columns.find(({ fact }) => fact === 'type');
  return `SELECT rowid + 1, ${line === undefined ? 'NULL' : `TRY_CAST(${named(line.name)} AS BIGINT)`}, ${saidSql(columns)}
    FROM ${ANSWER}
    WHERE ${customerSql(columns)} IS NULL OR ${customerSql(columns)} NOT IN (FROM ${LEFT_OUT})
    ORDER BY ${customerSql(columns)}, ${type === undefined ? '' : `NOT coalesce(${named(type.name)}::VARCHAR IN (${OPENINGS.map(literal).join()}), false),`} ${at === undefined ? '' : `${instantOf(at)},`} rowid
    ${limit === null ? '' : `LIMIT ${limit}`}`;
}

/** What a row says, as JSON. */
export function saidSql(columns: readonly Column[]): string {
  const facts = columns
    .filter(({ fact }) => fact !== 'source_line')
    .map((column) => `${named(keyOf(column))} := ${valueOf(column)}`);
  return `to_json(struct_pack(${facts.join()}))::VARCHAR`;
}

/** Whose row it is; every answer has the column. @param table where several have a column of that name */
export function customerSql(columns: readonly Column[], table: string | null = null): string {
  const customer = columns.find(({ fact }) => fact === 'customerId');
  const column = named(customer?.name ?? 'customerId');
  return `nfc_normalize(trim(${table === null ? column : `${table}.${column}`}::VARCHAR))`;
}

export const keyOf = ({ fact, within }: Column): string => (within === null ? fact : `${fact}.${within}`);

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const MOMENT = /^(TIMESTAMP|DATE\b)/;

/** Whole numbers travel as text: JSON would round those that are long. Times travel as instants. */
function valueOf(column: Column): string {
  const name = named(column.name);
  if (MOMENT.test(column.type)) return iso(`${name}::TIMESTAMPTZ`);
  if (isTime(column) && column.type === 'VARCHAR') return `coalesce(${iso(instantOf(column))}, ${name})`;
  return INTEGER.test(column.type) ? `${name}::VARCHAR` : name;
}

/** Times without a zone are in the zone of the session, which is the source's. */
export function instantOf({ name, type }: Column): string {
  if (MOMENT.test(type)) return `${named(name)}::TIMESTAMPTZ`;
  const text = `trim(${named(name)}::VARCHAR)`;
  return `coalesce(CASE WHEN regexp_matches(${text}, ${ISO_DATE}) THEN TRY_CAST(${text} AS TIMESTAMPTZ) END, try_strptime(${text}, ${OTHER_FORMS})::TIMESTAMPTZ)`;
}

const iso = (instant: string): string => `strftime(timezone('UTC', ${instant}), '%Y-%m-%dT%H:%M:%S.%gZ')`;
