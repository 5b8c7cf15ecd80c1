import { toIso } from '#relationship';
import { parseModel, type TrustModel, type TrustModelDocument } from '#trust';
import { inOrderOfAsking } from '../questions/question.js';
import type { Period } from '../statistics/period.js';
import { percent } from '../backtest/verdict-words.js';
import type { FitRow } from './class-sums.js';

export type FitOptions = {
  /** Of the new document, such as `ours/1`. */
  readonly id: string;
  readonly base: TrustModel;
  /** What is predicted, and of whom, in words. */
  readonly outcome: string;
  /** The title of the data set. */
  readonly basedOn: string;
  /** PROMISE: whether a promise is missed; only the prior of reliability is fitted. CUSTOMER: what the customer did. */
  readonly of: 'PROMISE' | 'CUSTOMER';
  /** Only labels decided before it are learned from, milliseconds since the epoch. */
  readonly knownBefore: number;
  readonly within: Period;
  /** The share of customers in the sample, above 0 to 1: 1 unless there are too many outcomes. */
  readonly sampledShare: number;
};

type Evidence = NonNullable<TrustModelDocument['evidence']>;

/** The rows whose label was decided in time, ascending by time. */
export const knownInTime = (rows: readonly FitRow[], knownBefore: number): FitRow[] =>
  rows
    .filter(({ question }) => question.decidedAt < knownBefore)
    .sort((a, b) => inOrderOfAsking(a.question, b.question));

/** The document with its new id and with the evidence for it. */
export function withEvidence(
  document: TrustModelDocument,
  { id, base, outcome, basedOn, within, sampledShare }: FitOptions,
  found: Pick<Evidence, 'level' | 'fitted' | 'heldOut' | 'before' | 'after' | 'notes'>,
): TrustModelDocument {
  const sampled =
    sampledShare === 1
      ? []
      : [
          `There are too many outcomes to learn from all: the fit uses a random ${percent(sampledShare)} of the customers.`,
        ];
  // A base model that was fitted to later outcomes of this data set has seen them, and so has this document.
  const seen = base.document.evidence;
  const known = seen?.basedOn === basedOn && seen.fitted.to > found.fitted.to ? seen.fitted.to : found.fitted.to;
  return parseModel({
    ...document,
    id,
    description: `${base.id} fitted to: ${outcome}. A draft: nothing uses it until somebody activates it.`,
    evidence: {
      outcome,
      basedOn,
      objective: `AUC ${within === 'NONE' ? 'over all predictions' : `among predictions of one ${within.toLowerCase()}`}, less a cost for each change of ${base.id}`,
      ...found,
      fitted: { ...found.fitted, to: known },
      notes: [
        ...sampled,
        ...(known === found.fitted.to
          ? []
          : [
              `${base.id} itself was fitted to outcomes of this data set up to ${known.slice(0, 10)}, so this document has seen them.`,
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
