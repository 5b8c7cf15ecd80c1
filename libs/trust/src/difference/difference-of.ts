import { timelineAsOf, type RecordedContact } from '#relationship';
import { priorOf } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { type DifferenceLine, type WeighedAt, type TrustDifference, trustDifference } from './trust-difference.js';

export type DifferenceAsked = {
  /** Milliseconds since the epoch; `to` may lie before `from`. */
  readonly from: number;
  readonly to: number;
  readonly knownAt: number;
  readonly model: TrustModel;
};

/** A line of the difference, with the contact that caused it. */
export type NamedLine = DifferenceLine & {
  /** Null for PRIOR and CAP. */
  readonly contact: RecordedContact | null;
  /** The class of evidence: the later one where the entry still counts. Null for PRIOR and CAP. */
  readonly class: string | null;
  /** For a lapse, the obligation that lapsed; null for all else. */
  readonly obligationId: string | null;
};

export type DifferenceOfContacts = Omit<TrustDifference, 'lines'> & {
  readonly lines: readonly NamedLine[];
  /** The sum of the lines by kind. It separates new evidence from the ageing of old evidence. */
  readonly byKind: Readonly<Record<DifferenceLine['kind'], number>>;
};

/**
 * Why the score differs between two instants, contact by contact. The lines sum to the difference to 1e-9. The score at an
 * instant uses only facts that had happened by then.
 * @param contacts of one relationship, in any order
 * @returns null where the relationship was not open at both instants
 */
export function differenceOf(
  contacts: Iterable<RecordedContact>,
  { from, to, knownAt, model }: DifferenceAsked,
): DifferenceOfContacts | null {
  const facts = [...contacts];
  const [before, after] = [from, to].map((asOf) => weighedAt(facts, { asOf, knownAt, model }));
  if (!before || !after) return null;
  const byId = new Map(facts.map((each) => [each.id, each]));
  const difference = trustDifference(before, after);
  const byKind = { ENTERED: 0, GONE: 0, RECLASSIFIED: 0, REWEIGHED: 0, AGED: 0, PRIOR: 0, CAP: 0 };
  const lines = difference.lines.map((line): NamedLine => {
    byKind[line.kind] += line.points;
    const entry = line.after ?? line.before;
    return {
      ...line,
      contact: byId.get(entry?.causeEventId ?? '') ?? null,
      class: entry?.class ?? null,
      obligationId: entry?.obligationId ?? null,
    };
  });
  return { ...difference, lines, byKind };
}

type At = { readonly asOf: number; readonly knownAt: number; readonly model: TrustModel };

function weighedAt(contacts: readonly RecordedContact[], { asOf, knownAt, model }: At): WeighedAt | null {
  const timeline = timelineAsOf(contacts, { asOf, knownAt });
  const prior = priorOf(timeline);
  return prior === null ? null : { weighed: weigh(timeline.evidence(model.calendar), model), asOf, prior };
}
