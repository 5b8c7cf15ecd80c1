import { compareSaid, compareText } from '../facts/order.js';
import type { Severity } from '../facts/severity.js';

/**
 * What a fact says about trust, before any model weighs it: a class, a time and the raw factors.
 * Another model may weigh the same factors differently, so nothing here is multiplied yet.
 */
export type EvidenceEntry = {
  /** The evidence class, a name the model's document knows: `check_in`, `surprise`, ... */
  readonly class: string;
  /** From when it counts, milliseconds since the epoch. May lie in the future: a due time yet to pass. */
  readonly at: number;
  /** True for a due time that passes. It counts only after `at`, since met at `at` is kept; all else counts from `at` on. */
  readonly lapse: boolean;
  readonly severity: Severity;
  /** The recorder says so and nobody else saw it. Positive evidence then weighs less. */
  readonly selfReported: boolean;
  /** For a disclosure: how long the customer waited for it, and the promised notice, milliseconds. Null for all else. */
  readonly inform: { readonly tookMs: number; readonly noticeMs: number } | null;
  /** The event it comes from; for a lapse, the event that set the due time. */
  readonly causeEventId: string;
  /** Position of that event in the log; null while it is not on record. */
  readonly place: number | null;
  /** For a lapse, the obligation that lapsed; null for all else. */
  readonly obligationId: string | null;
  /** What was done to repair its issue or expectation; null where it is about neither. Softens negative evidence only. */
  readonly recovery: Recovery | null;
};

/** Flags are only set, never cleared, so the order of the facts does not matter. */
export type Recovery = {
  readonly informedWithinNotice: boolean;
  readonly workaroundOffered: boolean;
  readonly reasonExplained: boolean;
  readonly renewedPromiseKept: boolean;
  readonly jointRetrospective: boolean;
};

/** Sums use this order, so that equal histories give equal bytes in any order of arrival. */
export function compareEntries(a: EvidenceEntry, b: EvidenceEntry): number {
  return (
    compareSaid(a, b) ||
    compareText(a.class, b.class) ||
    Number(a.lapse) - Number(b.lapse) ||
    compareText(a.obligationId ?? '', b.obligationId ?? '')
  );
}
