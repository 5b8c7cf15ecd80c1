import type { EvidenceChange, EvidenceEntry } from '#relationship';
import { magnitudeOf } from '../evidence/magnitude.js';
import { decayed } from '../evidence/run.js';
import { counts, type Weighed } from '../evidence/weigh.js';
import type { Sums } from '../sums/sums.js';

/** The sums after a change of evidence, as of the same time. Entries that do not count yet change nothing. */
export function changedSums(sums: Sums, { lost, gained }: EvidenceChange, { model }: Weighed): Sums {
  const byClass: Record<string, number> = { ...sums.byClass };
  const add = (entry: EvidenceEntry, sign: 1 | -1): void => {
    const evidenceClass = model.classes.get(entry.class);
    if (evidenceClass === undefined || !counts(entry, sums.asOf)) return;
    const amount = decayed(magnitudeOf(entry, evidenceClass, model), sums.asOf - entry.at, evidenceClass.halfLifeMs);
    byClass[entry.class] = Math.max(0, (byClass[entry.class] ?? 0) + sign * amount);
  };
  lost.forEach((entry) => add(entry, -1));
  gained.forEach((entry) => add(entry, 1));
  return { ...sums, byClass };
}
