import { compareText } from '../facts/order.js';
import type { Severity } from '../facts/severity.js';

/**
 * What a fact says about trust, before any model weighs it: a class, a time and the raw factors.
 * Another model may weigh the same factors otherwise, so nothing here is multiplied yet.
 */
export type EvidenceEntry = {
  /** The evidence class, a name the model's document knows: `check_in`, `surprise`, ... */
  readonly class: string;
  /** From when it counts, milliseconds since the epoch. May lie in the future: a due time yet to pass. */
  readonly at: number;
  /** A due time passing by itself. It counts only after `at` (met at the very instant is kept); all else from `at` on. */
  readonly lapse: boolean;
  readonly severity: Severity;
  /** Our own word for it rather than something seen; weighs less, on positives only. */
  readonly selfReported: boolean;
  /** For a disclosure: how long the customer waited for it, and the notice that was promised. Null for all else. */
  readonly inform: { readonly tookMs: number; readonly noticeMs: number } | null;
  /** The event it comes from; for a lapse, the event that set the due time. */
  readonly causeEventId: string;
  /** For a lapse, the obligation that lapsed; null for all else. */
  readonly obligationId: string | null;
  /** What was done to make good again what it is about; null where that is no issue or expectation. Weighs on negatives only. */
  readonly recovery: Recovery | null;
};

/** Flags only ever turn on, so the order in which they do does not matter. */
export type Recovery = {
  readonly informedWithinNotice: boolean;
  readonly workaroundOffered: boolean;
  readonly reasonExplained: boolean;
  readonly renewedPromiseKept: boolean;
  readonly jointRetrospective: boolean;
};

/** Sums run in this order, so that equal histories give equal bytes whatever the order of arrival. */
export function compareEntries(a: EvidenceEntry, b: EvidenceEntry): number {
  return (
    a.at - b.at ||
    compareText(a.causeEventId, b.causeEventId) ||
    compareText(a.class, b.class) ||
    Number(a.lapse) - Number(b.lapse) ||
    compareText(a.obligationId ?? '', b.obligationId ?? '')
  );
}
