import type { Severity } from '../facts/severity.js';
import type { Target } from './target.js';

export type RecoveryFlag = 'workaroundOffered' | 'reasonExplained' | 'jointRetrospective';

/**
 * What a contact says of its target, in the few words that slips, promises and obligations are derived from. Each
 * contact declares its own marks, so that nothing else needs to know the contact. Times are milliseconds since the epoch.
 */
export type MarkFact =
  | {
      readonly is: 'ISSUE';
      readonly severity: Severity;
      readonly raisedByCustomer: boolean;
      readonly detectedAt: number | null;
      readonly service: string | null;
    }
  | { readonly is: 'EXPECTATION'; readonly issueId: string | null; readonly dueAt: number | null }
  | { readonly is: 'RESET'; readonly dueAt: number }
  | { readonly is: 'MET' }
  | { readonly is: 'SETTLED'; readonly kept: boolean }
  | { readonly is: 'WITHDRAWN' }
  | { readonly is: 'RESOLVED' }
  /** What we had called resolved was not. */
  | { readonly is: 'REOPENED' }
  /** We told the customer bad news of it. */
  | { readonly is: 'TOLD' }
  /** The customer learned of it otherwise; an escalation says so only of what we had detected before. */
  | { readonly is: 'LEARNED'; readonly learnedAt: number; readonly onlyOfDetected: boolean }
  /** A word about it, good, bad or "nothing new", that discharges a promised update. */
  | { readonly is: 'WORD' }
  | { readonly is: 'UPDATE_PROMISED'; readonly dueAt: number }
  | { readonly is: 'RECOVERY'; readonly flag: RecoveryFlag }
  | { readonly is: 'REQUEST'; readonly needId: string | null; readonly declined: boolean; readonly offered: boolean }
  | { readonly is: 'ALTERNATIVE_ANSWERED'; readonly accepted: boolean }
  | { readonly is: 'NEED'; readonly requestId: string }
  | { readonly is: 'NEED_FULFILLED' }
  | { readonly is: 'LOOKED_BACK' }
  | { readonly is: 'ACTION'; readonly dueAt: number | null }
  | { readonly is: 'VERIFIED' }
  /** Asked for or escalated by somebody at the customer. */
  | { readonly is: 'ASKED'; readonly byExecutive: boolean; readonly stakeholderId: string | null }
  | { readonly is: 'SUPERVISOR_NOTIFIED' };

export type Mark = MarkFact & {
  readonly target: Target;
  /** When the contact that says so took place. */
  readonly at: number;
  readonly eventId: string;
  /** Where that contact stands in the log; null while it is not on record. */
  readonly place: number | null;
};
