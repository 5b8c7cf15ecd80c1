import { compareEntries, type EvidenceEntry } from '#relationship';

export const DAY = 86_400_000;

let planted = 0;

/** An entry of a class on a day, observed, of normal severity, unless said otherwise. */
export function entry(evidenceClass: string, day: number, other: Partial<EvidenceEntry> = {}): EvidenceEntry {
  return {
    class: evidenceClass,
    at: day * DAY,
    lapse: false,
    severity: 'NORMAL',
    selfReported: false,
    inform: null,
    causeEventId: `event-${++planted}`,
    place: planted,
    obligationId: null,
    recovery: null,
    ...other,
  };
}

export const inOrder = (...entries: EvidenceEntry[]): EvidenceEntry[] => entries.toSorted(compareEntries);
