import type { Calendar } from '../calendar/calendar.js';
import { changeEntries, type EvidenceChange } from '../matters/evidence-change.js';
import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { mergeEntries } from '../matters/merge-entries.js';
import { GENERAL, type Root } from '../matters/matter-index.js';

/** The evidence of a relationship under one set of hours, by matter. */
export class EvidenceBook {
  /** The matters that changed since they were read. */
  readonly changed: Set<Root>;
  private readonly byRoot = new Map<Root, readonly EvidenceEntry[]>();
  private inOrder: readonly EvidenceEntry[] = [];
  /** What changed since `inOrder` was made. */
  private lost: EvidenceEntry[] = [];
  private gained: EvidenceEntry[] = [];

  constructor(
    private readonly calendar: Calendar,
    roots: Iterable<Root>,
  ) {
    this.changed = new Set([GENERAL, ...roots]);
  }

  /** Whether it holds what the evidence is under this calendar. Without hours the rest of a calendar plays no part. */
  isUnder({ waiting, holidays, weekend, businessHours, bySegment }: Calendar): boolean {
    const own = this.calendar;
    if (waiting !== own.waiting) return false;
    const isSame = holidays === own.holidays && weekend === own.weekend && businessHours === own.businessHours;
    return waiting === undefined || (isSame && bySegment === own.bySegment);
  }

  of(root: Root): readonly EvidenceEntry[] {
    return this.byRoot.get(root) ?? [];
  }

  /** Reads the changed matters again. @returns what the evidence lost and gained */
  renew(read: (root: Root) => readonly EvidenceEntry[]): EvidenceChange {
    const lost: EvidenceEntry[] = [];
    const gained: EvidenceEntry[] = [];
    for (const root of this.changed) {
      const change = this.renewOne(root, read);
      for (const entry of change.lost) lost.push(entry);
      for (const entry of change.gained) gained.push(entry);
    }
    return { lost, gained };
  }

  /** As `renew`, for one matter, changed or not. */
  renewOne(root: Root, read: (root: Root) => readonly EvidenceEntry[]): EvidenceChange {
    const change = changeEntries(this.of(root), read(root));
    if (change.now.length === 0) this.byRoot.delete(root);
    else this.byRoot.set(root, change.now);
    this.changed.delete(root);
    for (const entry of change.lost) this.lost.push(entry);
    for (const entry of change.gained) this.gained.push(entry);
    return change;
  }

  /** In the order of compareEntries. Another list after each change; a list that was given does not change. */
  sorted(): readonly EvidenceEntry[] {
    const { inOrder, lost, gained } = this;
    if (lost.length === 0 && gained.length === 0) return inOrder;
    this.inOrder = mergeEntries(inOrder, lost, gained);
    this.lost = [];
    this.gained = [];
    return this.inOrder;
  }
}
