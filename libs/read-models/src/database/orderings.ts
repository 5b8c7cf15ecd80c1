import { sql } from 'kysely';

// What relationships are ordered by, written in the index and in the query alike: else the index would not be used.

/** After every instant that a date can hold. */
export const NEVER_MS = 8.64e15;

/** Without a contact yet counts as longest ago. */
export const LAST_CONTACT = sql<number>`coalesce(last_contact_at, 0)`;
/** Without a date counts as later than any. */
export const RENEWAL = sql<number>`coalesce(renews_at, ${sql.lit(NEVER_MS)})`;
/** Without a value counts as the least: it stands before every currency. */
export const CURRENCY = sql<string>`coalesce(value_currency, '')`;
export const AMOUNT = sql<number>`coalesce(value_amount, 0)`;
