import { DAY_MS } from '#relationship';

const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday, and weeks begin on Monday. */
const BEFORE_FIRST_MS = 3 * DAY_MS;

/** The number of the week, Monday to Sunday in UTC, that a time lies in. @param at milliseconds since the epoch */
export const weekOf = (at: number): number => Math.floor((at + BEFORE_FIRST_MS) / WEEK_MS);

/** When a week begins, milliseconds since the epoch. */
export const mondayOf = (week: number): number => week * WEEK_MS - BEFORE_FIRST_MS;
