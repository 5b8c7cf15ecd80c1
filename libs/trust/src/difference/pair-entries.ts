import type { EvidenceEntry } from '#relationship';

/** The evidence of one fact in two assessments. One side is null where only the other has it; never both. */
export type Pair<T> = readonly [before: T | null, after: T | null];

/**
 * Pairs the entries of two lists: first by the same fact and class, then the remaining ones by the same fact. The pairs
 * follow the order of `before`; entries that only `after` has come last.
 */
export function pairEntries<T>(
  before: readonly T[],
  after: readonly T[],
  entryOf: (each: T) => EvidenceEntry,
): Pair<T>[] {
  const partner = new Map<T, T>();
  const paired = new Set<T>();
  const match = (keyOf: (entry: EvidenceEntry) => string) => {
    const open = new Map<string, T[]>();
    for (const each of after.filter((candidate) => !paired.has(candidate))) {
      const key = keyOf(entryOf(each));
      open.set(key, [...(open.get(key) ?? []), each]);
    }
    for (const each of before.filter((candidate) => !partner.has(candidate))) {
      const found = open.get(keyOf(entryOf(each)))?.shift();
      if (found === undefined) continue;
      partner.set(each, found);
      paired.add(found);
    }
  };
  match((entry) => `${factOf(entry)} ${entry.class}`);
  match(factOf);
  return [
    ...before.map((each): Pair<T> => [each, partner.get(each) ?? null]),
    ...after.filter((each) => !paired.has(each)).map((each): Pair<T> => [null, each]),
  ];
}

const factOf = ({ causeEventId, obligationId }: EvidenceEntry) => JSON.stringify([causeEventId, obligationId]);
