import type { IncidentRow } from './incident-row.js';

/** All rows of one incident, in order; at least one. */
export type Incident = readonly [IncidentRow, ...IncidentRow[]];

/**
 * The order of the rows of one incident. Times do not decide: many rows share a minute. The counts of handovers and
 * reopenings never fall, so they come first; sys_mod_count may be too high on the first row, so it comes after them.
 */
export const inOrder = (a: IncidentRow, b: IncidentRow): number =>
  a.reassigned - b.reassigned || a.reopened - b.reopened || a.modified - b.modified || a.line - b.line;
