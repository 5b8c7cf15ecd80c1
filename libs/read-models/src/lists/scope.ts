import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { answeredBy } from './answered-by.js';

/**
 * The relationships that a caller sees: those that one of these colleagues answers for at a time, or those of these
 * customers. The owners in a snapshot are those of its own time, so a snapshot is asked by customers.
 */
export type Scope =
  { readonly answeredBy: readonly string[]; readonly at: number } | { readonly customers: readonly string[] };

/** Condition for rows of a table that has a column customer_id and no owner. @param table its name, or an alias */
export function within(scope: Scope, table: string): RawBuilder<SqlBool> {
  const column = sql.ref(`${table}.customer_id`);
  return 'customers' in scope
    ? isOneOf(column, scope.customers)
    : sql`${column} in (select customer_id from relationships where ${answeredBy(scope.answeredBy, scope.at)})`;
}

/** As within, for contacts: those of absorbed relationships are in the scope of the one to which they lead. */
export function contactsWithin(scope: Scope): RawBuilder<SqlBool> {
  const column = sql.ref('contacts.customer_id');
  const [own, leads] =
    'customers' in scope
      ? [
          sql`select value from json_each(${JSON.stringify(scope.customers)})`,
          isOneOf(sql.ref('joined_ids.leads_to'), scope.customers),
        ]
      : [
          sql`select customer_id from relationships where ${answeredBy(scope.answeredBy, scope.at)}`,
          sql`leads_to in (select customer_id from relationships where ${answeredBy(scope.answeredBy, scope.at)})`,
        ];
  return sql`${column} in (${own} union all select customer_id from joined_ids where customer_id <> leads_to and ${leads})`;
}

/** The same for a table that has the columns owner, cover_owner and cover_until of the relationship. */
export const withinOwned = (scope: Scope, table: string): RawBuilder<SqlBool> =>
  'customers' in scope
    ? isOneOf(sql.ref(`${table}.customer_id`), scope.customers)
    : answeredBy(scope.answeredBy, scope.at);

/** One value for the whole list, since a statement takes only so many. Snapshots are always in SQLite. */
const isOneOf = (column: RawBuilder<unknown>, customers: readonly string[]): RawBuilder<SqlBool> =>
  sql`${column} in (select value from json_each(${JSON.stringify(customers)}))`;
