import { sql } from 'kysely';

// What relationships are ordered by. Index and query must use the same expression, or the index is not used.

/** After every instant that a date can hold. */
export const NEVER_MS = 8.64e15;

/** No contact yet counts as the longest ago. */
export const LAST_CONTACT = sql<number>`coalesce(last_contact_at, 0)`;
/** No date counts as later than every date. */
export const RENEWAL = sql<number>`coalesce(renews_at, ${sql.lit(NEVER_MS)})`;
/** No value counts as the least: it comes before every currency. */
export const CURRENCY = sql<string>`coalesce(value_currency, '')`;
export const AMOUNT = sql<number>`coalesce(value_amount, 0)`;
