import type { Due } from './expectation.js';
import type { ObligationKind } from './obligation.js';
import { target } from './target.js';

// An obligation id is made from the contact that caused it: each contact sets at most one due time and one update.

/** The obligation to deliver by this due time. */
export const deliverId = ({ setByEventId }: Due): string => `DELIVER:${setByEventId}`;

/** The obligation to tell the customer that this due time passed unmet. */
export const disclosePromiseId = ({ setByEventId }: Due): string => `DISCLOSE:${setByEventId}`;

/** The obligation to send the update that this contact promised. */
export const updateId = (promisedByEventId: string): string => `UPDATE:${promisedByEventId}`;

/** The obligation to answer what the customer said with this contact. */
export const respondId = (askedByEventId: string): string => `RESPOND:${askedByEventId}`;

/**
 * The obligation to give a word about an open issue within a period. The periods follow each other.
 * @param sinceEventId the contact from which the silence counts @param period 1 for the first one
 */
export const silenceId = (sinceEventId: string, period: number): string => `UPDATE:${sinceEventId}:${period}`;

/** The obligation to look back on this issue. */
export const lookBackId = (issueId: string): string => `RETROSPECT:${target('issue', issueId)}`;

/** The kind of the obligation with this id. */
export const kindOfObligation = (obligationId: string): ObligationKind =>
  obligationId.slice(0, obligationId.indexOf(':')) as ObligationKind;
