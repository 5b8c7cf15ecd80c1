import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { formsOf } from '#relationship';

/**
 * Condition for the relationships that one of these account managers is responsible for at a time, by the same rule as
 * `answersAt`. For tables with the columns owner, cover_owner and cover_until. @param at milliseconds since the epoch
 */
export function answeredBy(owners: readonly string[], at: number): RawBuilder<SqlBool> {
  // Nobody has the empty name: an empty list would be no SQL.
  const named = sql.join(['', ...owners.flatMap(formsOf)]);
  return sql`(("owner" in (${named}) and ("cover_until" is null or "cover_until" <= ${at}))
    or ("cover_owner" in (${named}) and "cover_until" > ${at}))`;
}
