import type { EvidenceEntry } from '#relationship';
import type { EvidenceClass, TrustModel } from '../model/model.js';
import { magnitudeOf } from './magnitude.js';
import { type Run, runOf } from './run.js';

export type WeighedEntry = {
  readonly entry: EvidenceEntry;
  readonly class: EvidenceClass;
  /** m, at least 0. */
  readonly magnitude: number;
};

/** Evidence weighed by one model. Scores at any time, past or future, are computed from it. */
export type Weighed = {
  readonly model: TrustModel;
  /** The entries of classes that the model knows, in the given order. */
  readonly entries: readonly WeighedEntry[];
  /** One for every class that has entries, in the order of the model's classes. */
  readonly runs: readonly Run[];
};

/**
 * Weighs evidence by a model. An entry of a class the model does not know weighs nothing and is left out.
 * @param entries in the order of compareEntries, so that equal histories give equal bytes
 */
export function weigh(entries: readonly EvidenceEntry[], model: TrustModel): Weighed {
  const weighed = weighEach(entries, model);
  return { model, entries: weighed, runs: runsOf(weighed) };
}

/** The entries of classes that the model knows. */
export function weighEach(entries: readonly EvidenceEntry[], model: TrustModel): WeighedEntry[] {
  const weighed: WeighedEntry[] = [];
  for (const entry of entries) {
    const evidenceClass = model.classes.get(entry.class);
    if (evidenceClass === undefined) continue;
    weighed.push({ entry, class: evidenceClass, magnitude: magnitudeOf(entry, evidenceClass, model) });
  }
  return weighed;
}

/** The runs of the classes for which `isOf` holds, in the order of the model's classes. */
export function runsOf(
  weighed: readonly WeighedEntry[],
  isOf: (evidenceClass: EvidenceClass) => boolean = () => true,
): Run[] {
  const byClass = new Map<EvidenceClass, WeighedEntry[]>();
  for (const each of weighed) {
    if (!isOf(each.class)) continue;
    const ofClass = byClass.get(each.class);
    if (ofClass === undefined) byClass.set(each.class, [each]);
    else ofClass.push(each);
  }
  return [...byClass]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([evidenceClass, ofClass]) =>
      runOf(
        evidenceClass,
        ofClass.map(({ entry: { at, lapse }, magnitude }) => ({ at, lapse, magnitude })),
      ),
    );
}

/** Whether an entry counts at a time: a lapse only after its time, all else from its time on. */
export const counts = ({ at, lapse }: EvidenceEntry, asOf: number): boolean => (lapse ? asOf > at : asOf >= at);

/** The entries that do not count yet at a time, in their order. */
export function toCome({ entries }: Weighed, asOf: number): readonly WeighedEntry[] {
  // They are in the order of time, so what has counted for long is not looked at.
  let first = entries.length;
  while (first > 0 && (entries[first - 1] as WeighedEntry).entry.at >= asOf) first -= 1;
  return entries.slice(first).filter(({ entry }) => !counts(entry, asOf));
}

/** The first whole millisecond at which an entry counts. */
export const countsFrom = ({ at, lapse }: Pick<EvidenceEntry, 'at' | 'lapse'>): number => (lapse ? at + 1 : at);
