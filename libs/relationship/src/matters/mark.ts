import type { Severity } from '../facts/severity.js';
import type { Target } from './target.js';

export type RecoveryFlag = 'workaroundOffered' | 'reasonExplained' | 'jointRetrospective';

/**
 * What a contact states about its target, in a closed set of kinds. Slips, promises and obligations are derived from marks,
 * so they need not know the contact types. Each contact declares its own marks. Times are milliseconds since the epoch.
 */
export type MarkFact =
  | {
      readonly is: 'ISSUE';
      readonly severity: Severity;
      readonly raisedByCustomer: boolean;
      readonly detectedAt: number | null;
      readonly service: string | null;
      /** False where the source cannot see what was said, so that silence about the issue means nothing. */
      readonly wordsTracked: boolean;
    }
  | {
      readonly is: 'EXPECTATION';
      readonly issueId: string | null;
      readonly group: string | null;
      readonly dueAt: number | null;
    }
  | { readonly is: 'RESET'; readonly dueAt: number }
  | { readonly is: 'MET' }
  | { readonly is: 'SETTLED'; readonly kept: boolean }
  | { readonly is: 'WITHDRAWN' }
  | { readonly is: 'RESOLVED' }
  /** An issue that was resolved is open again. */
  | { readonly is: 'REOPENED' }
  /** We told the customer bad news about it. */
  | { readonly is: 'TOLD' }
  /** The customer learned of it from elsewhere. `onlyOfDetected`: it counts only where we had detected the issue before. */
  | { readonly is: 'LEARNED'; readonly learnedAt: number; readonly onlyOfDetected: boolean }
  /** News about it, good, bad or "nothing new". It discharges a promised update. */
  | { readonly is: 'WORD' }
  /** The customer turned to us and waits for a word. */
  | { readonly is: 'WORD_WANTED' }
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
  /** When the contact took place. */
  readonly at: number;
  readonly eventId: string;
  /** Position of that contact in the log; null while it is not on record. */
  readonly place: number | null;
};
