import { compareEntries, type EvidenceEntry } from './evidence-entry.js';

/**
 * A list in the order of compareEntries after a change: as if all of it were sorted anew, but with the work of one pass.
 * @param sorted in that order
 * @param lost objects of the list, or of `gained` where it came and went
 */
export function mergeEntries(
  sorted: readonly EvidenceEntry[],
  lost: readonly EvidenceEntry[],
  gained: readonly EvidenceEntry[],
): EvidenceEntry[] {
  const gone = new Set(lost);
  const added = gained.filter((entry) => !gone.has(entry)).sort(compareEntries);
  const merged: EvidenceEntry[] = [];
  let next = 0;
  for (const entry of sorted) {
    if (gone.has(entry)) continue;
    for (let each = added[next]; each !== undefined && compareEntries(each, entry) < 0; each = added[next]) {
      merged.push(each);
      next += 1;
    }
    merged.push(entry);
  }
  while (next < added.length) merged.push(added[next++] as EvidenceEntry);
  return merged;
}
