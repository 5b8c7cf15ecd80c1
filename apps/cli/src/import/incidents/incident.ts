import type { IncidentRow } from './incident-row.js';

/** All that the log holds of one incident, in order. At least one row. */
export type Incident = readonly [IncidentRow, ...IncidentRow[]];

/**
 * The order of the rows of one incident. Many share a minute, and the first of some carry the sys_mod_count of a later
 * one; but the counts of handovers and reopenings never fall, so they go first.
 */
export const inOrder = (a: IncidentRow, b: IncidentRow): number =>
  a.reassigned - b.reassigned || a.reopened - b.reopened || a.modified - b.modified || a.line - b.line;
