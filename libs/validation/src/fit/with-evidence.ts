import { toIso } from '#relationship';
import { parseModel, type TrustModel, type TrustModelDocument } from '#trust';
import { inOrderOfAsking } from '../questions/question.js';
import type { Period } from '../statistics/period.js';
import { percent } from '../backtest/verdict-words.js';
import type { FitRow } from './class-sums.js';

export type FitAsked = {
  /** Of the new document, such as `ours/1`. */
  readonly id: string;
  readonly base: TrustModel;
  /** What is predicted, and of whom, in words. */
  readonly outcome: string;
  /** The title of the book. */
  readonly basedOn: string;
  /** PROMISE: whether one is missed, which reliability alone is about. CUSTOMER: what the customer did. */
  readonly of: 'PROMISE' | 'CUSTOMER';
  /** Outcomes known at or after it are not learned from, milliseconds since the epoch. */
  readonly knownBefore: number;
  readonly within: Period;
  /** The share of customers that the rows are of, above 0 to 1: 1 unless the book was too large. */
  readonly drawnShare: number;
};

type Evidence = NonNullable<TrustModelDocument['evidence']>;

/** Ascending by time, those alone whose outcome was known in time, and would have been whatever it was. */
export const knownInTime = (rows: readonly FitRow[], knownBefore: number): FitRow[] =>
  rows
    .filter(({ question }) => question.decidedAt < knownBefore)
    .sort((a, b) => inOrderOfAsking(a.question, b.question));

/** The document under its new name, with what it rests on written in it. */
export function withEvidence(
  document: TrustModelDocument,
  { id, base, outcome, basedOn, within, drawnShare }: FitAsked,
  found: Pick<Evidence, 'level' | 'fitted' | 'heldOut' | 'before' | 'after' | 'notes'>,
): TrustModelDocument {
  const drawn =
    drawnShare === 1
      ? []
      : [`The book is too large to learn from all of it: ${percent(drawnShare)} of the customers were drawn by lot.`];
  // Who starts from a model that has seen outcomes has seen them, however early the own ones end.
  const seen = base.document.evidence;
  const known = seen?.basedOn === basedOn && seen.fitted.to > found.fitted.to ? seen.fitted.to : found.fitted.to;
  return parseModel({
    ...document,
    id,
    description: `${base.id} fitted to: ${outcome}. A draft: nothing uses it until somebody activates it.`,
    evidence: {
      outcome,
      basedOn,
      objective: `AUC ${within === 'NONE' ? 'over all predictions' : `among predictions of one ${within.toLowerCase()}`}, less a cost for straying from ${base.id}`,
      ...found,
      fitted: { ...found.fitted, to: known },
      notes: [
        ...drawn,
        ...(known === found.fitted.to
          ? []
          : [
              `${base.id} itself was fitted to outcomes of this book up to ${known.slice(0, 10)}, so this document knows them.`,
            ]),
        ...found.notes,
      ],
    },
  }).document;
}

/** @param rows ascending by time */
export const summaryOf = (rows: readonly FitRow[]): Evidence['fitted'] => ({
  from: toIso(rows[0]?.question.askedAt ?? 0),
  to: toIso(rows.at(-1)?.question.askedAt ?? 0),
  questions: rows.length,
  bad: rows.filter(({ question }) => question.bad).length,
  customers: new Set(rows.map(({ question }) => question.customerId)).size,
});
