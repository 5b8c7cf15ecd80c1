import type { EvidenceEntry } from '#relationship';
import { assessWeighed, type Assessment } from '../assessment/assess-entries.js';
import type { Contribution } from '../assessment/contribution.js';
import type { Weighed } from '../evidence/weigh.js';
import type { PriorChoice } from '../score/prior.js';
import { type Pair, pairEntries } from './pair-entries.js';

/** One reason why a score has changed. */
export type DifferenceLine = {
  /**
   * ENTERED: the entry counts now and did not count before. GONE: it counted before and does not count now. RECLASSIFIED:
   * the same fact has another class of evidence now. REWEIGHED: its magnitude or its time has changed. AGED: the entry is
   * unchanged, but older and among other evidence. PRIOR and CAP: changes of the prior and the cap, without an entry.
   */
  readonly kind: 'ENTERED' | 'GONE' | 'RECLASSIFIED' | 'REWEIGHED' | 'AGED' | 'PRIOR' | 'CAP';
  /** Signed; the points of all lines sum to the difference. */
  readonly points: number;
  /** The entry before; null when it did not count. */
  readonly before: EvidenceEntry | null;
  /** The entry after; null when it does not count any more. */
  readonly after: EvidenceEntry | null;
};

export type TrustDifference = {
  readonly from: Assessment;
  readonly to: Assessment;
  /** Points of the score. */
  readonly difference: number;
  readonly lines: readonly DifferenceLine[];
};

export type WeighedAt = { readonly weighed: Weighed; readonly asOf: number; readonly prior?: PriorChoice };

/**
 * Why two scores of one relationship differ. They may differ in time, in the known facts, in the model or in the prior. The
 * lines sum to the difference to 1e-9.
 * @throws RangeError when a prior is not from 5 to 95 points
 */
export function trustDifference(before: WeighedAt, after: WeighedAt): TrustDifference {
  const from = assessWeighed(before.weighed, before.asOf, before.prior);
  const to = assessWeighed(after.weighed, after.asOf, after.prior);
  const pairs = pairEntries(from.contributions, to.contributions, ({ entry }) => entry);
  return {
    from,
    to,
    difference: to.score - from.score,
    lines: [
      ...pairs.map(lineOf),
      { kind: 'PRIOR', points: to.prior - from.prior, before: null, after: null },
      { kind: 'CAP', points: to.cap - from.cap, before: null, after: null },
    ],
  };
}

const lineOf = ([before, after]: Pair<Contribution>): DifferenceLine => ({
  kind: kindOf(before, after),
  points: (after?.points ?? 0) - (before?.points ?? 0),
  before: before?.entry ?? null,
  after: after?.entry ?? null,
});

function kindOf(before: Contribution | null, after: Contribution | null): DifferenceLine['kind'] {
  if (before === null) return 'ENTERED';
  if (after === null) return 'GONE';
  if (before.entry.class !== after.entry.class) return 'RECLASSIFIED';
  return before.magnitude === after.magnitude && before.entry.at === after.entry.at ? 'AGED' : 'REWEIGHED';
}
