import { finished, timelineAsOfInSteps, type RecordedContact, type Steps } from '#relationship';
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
export const differenceOf = (
  contacts: Iterable<RecordedContact>,
  asked: DifferenceAsked,
): DifferenceOfContacts | null => finished(differenceInSteps(contacts, asked));

export function* differenceInSteps(
  contacts: Iterable<RecordedContact>,
  { from, to, knownAt, model }: DifferenceAsked,
): Steps<DifferenceOfContacts | null> {
  const facts = [...contacts];
  const before = yield* weighedAt(facts, { asOf: from, knownAt, model });
  const after = yield* weighedAt(facts, { asOf: to, knownAt, model });
  if (before === null || after === null) return null;
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

function* weighedAt(contacts: readonly RecordedContact[], { asOf, knownAt, model }: At): Steps<WeighedAt | null> {
  const timeline = yield* timelineAsOfInSteps(contacts, { asOf, knownAt });
  const prior = priorOf(timeline);
  yield* timeline.evidenceInSteps(model.calendar);
  return prior === null ? null : { weighed: weigh(timeline.evidence(model.calendar), model), asOf, prior };
}
