import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * The rows of relationships that this account manager answers for at a moment, as `answersAt` says it of one relationship.
 * For tables with the columns owner, cover_owner and cover_until. @param at milliseconds since the epoch
 */
export const answeredBy = (owner: string, at: number): RawBuilder<SqlBool> =>
  sql`(("owner" = ${owner} and ("cover_until" is null or "cover_until" <= ${at}))
    or ("cover_owner" = ${owner} and "cover_until" > ${at}))`;
