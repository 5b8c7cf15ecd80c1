import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { formsOf } from '#relationship';

/**
 * Condition for the relationships that this account manager is responsible for at a time, by the same rule as `answersAt`.
 * For tables with the columns owner, cover_owner and cover_until. @param at milliseconds since the epoch
 */
export function answeredBy(owner: string, at: number): RawBuilder<SqlBool> {
  const owners = sql.join(formsOf(owner));
  return sql`(("owner" in (${owners}) and ("cover_until" is null or "cover_until" <= ${at}))
    or ("cover_owner" in (${owners}) and "cover_until" > ${at}))`;
}
