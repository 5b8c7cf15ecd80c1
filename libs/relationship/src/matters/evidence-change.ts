import type { EvidenceEntry, Recovery } from './evidence-entry.js';

export type EvidenceChange = { readonly lost: readonly EvidenceEntry[]; readonly gained: readonly EvidenceEntry[] };

/**
 * The difference between the evidence of one matter before and after a change. A new fact leaves most entries at both ends
 * as they were, so only the part between them counts as changed. `now` keeps the earlier objects of unchanged entries, so
 * that callers can find entries by identity.
 */
export function changeEntries(
  before: readonly EvidenceEntry[],
  after: readonly EvidenceEntry[],
): EvidenceChange & { readonly now: readonly EvidenceEntry[] } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const lost = before.slice(head, before.length - tail);
  const gained = after.slice(head, after.length - tail);
  if (lost.length === 0 && gained.length === 0) return { lost, gained, now: before };
  return { lost, gained, now: [...before.slice(0, head), ...gained, ...before.slice(before.length - tail)] };
}

function isSame(a: EvidenceEntry | undefined, b: EvidenceEntry | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.causeEventId === b.causeEventId &&
    a.place === b.place &&
    a.class === b.class &&
    a.at === b.at &&
    a.lapse === b.lapse &&
    a.obligationId === b.obligationId &&
    a.severity === b.severity &&
    a.selfReported === b.selfReported &&
    a.inform?.tookMs === b.inform?.tookMs &&
    a.inform?.noticeMs === b.inform?.noticeMs &&
    isSameRecovery(a.recovery, b.recovery)
  );
}

function isSameRecovery(a: Recovery | null, b: Recovery | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.informedWithinNotice === b.informedWithinNotice &&
    a.workaroundOffered === b.workaroundOffered &&
    a.reasonExplained === b.reasonExplained &&
    a.renewedPromiseKept === b.renewedPromiseKept &&
    a.jointRetrospective === b.jointRetrospective
  );
}
