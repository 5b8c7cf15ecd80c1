import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * Condition for the relationships that this account manager is responsible for at a time, by the same rule as `answersAt`.
 * For tables with the columns owner, cover_owner and cover_until. @param at milliseconds since the epoch
 */
export const answeredBy = (owner: string, at: number): RawBuilder<SqlBool> =>
  sql`(("owner" = ${owner} and ("cover_until" is null or "cover_until" <= ${at}))
    or ("cover_owner" = ${owner} and "cover_until" > ${at}))`;
