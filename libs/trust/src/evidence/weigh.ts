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
  const weighed: WeighedEntry[] = [];
  const byClass = new Map<EvidenceClass, WeighedEntry[]>();
  for (const entry of entries) {
    const evidenceClass = model.classes.get(entry.class);
    if (evidenceClass === undefined) continue;
    const each = { entry, class: evidenceClass, magnitude: magnitudeOf(entry, evidenceClass, model) };
    weighed.push(each);
    const ofClass = byClass.get(evidenceClass);
    if (ofClass === undefined) byClass.set(evidenceClass, [each]);
    else ofClass.push(each);
  }
  const runs = [...byClass]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([evidenceClass, ofClass]) =>
      runOf(
        evidenceClass,
        ofClass.map(({ entry: { at, lapse }, magnitude }) => ({ at, lapse, magnitude })),
      ),
    );
  return { model, entries: weighed, runs };
}

/** Whether an entry counts at a time: a lapse only after its time, all else from its time on. */
export const counts = ({ at, lapse }: EvidenceEntry, asOf: number): boolean => (lapse ? asOf > at : asOf >= at);

/** The first whole millisecond at which an entry counts. */
export const countsFrom = ({ at, lapse }: Pick<EvidenceEntry, 'at' | 'lapse'>): number => (lapse ? at + 1 : at);
