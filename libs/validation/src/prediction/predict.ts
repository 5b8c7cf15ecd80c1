import type { EvidenceEntry, RecordedContact } from '#relationship';
import type { OwnRecord, TrustModel } from '#trust';
import type { Question } from '../questions/question.js';
import { inOrderOfArrival, type Cut } from './arrival.js';
import { KnownHistory } from './known-history.js';
import type { Predictor } from './predictor.js';

/** The risks that our predictors give for one question, and what was known when it was asked. */
export type Prediction = {
  readonly question: Question;
  /** One for each predictor, 0 to 100, higher is worse. */
  readonly risks: readonly number[];
  /** How many contacts were on record. */
  readonly contactsKnown: number;
  /** When the last interaction with the customer was, milliseconds since the epoch; null before any. */
  readonly lastContactAt: number | null;
  /** Whether the last evidence was good (1) or bad (-1); 0 before any. */
  readonly lastSign: -1 | 0 | 1;
  /** Who recorded most of the contacts; null before any. */
  readonly recorder: string | null;
  readonly segment: string | null;
  readonly owner: string | null;
  /** The answered promises of the customer in the group of the question. */
  readonly own: Pick<OwnRecord, 'keptNow' | 'missedNow'>;
};

/** Is called at each question, before its prediction, with what is known then. */
export type Observer = (known: KnownHistory, question: Question) => void;

/**
 * Predicts the questions about one customer, each from what was on record before. Contacts are added one by one in the order
 * in which they arrived, so no prediction can see a later one. The score is the product's own: contacts, timeline, evidence,
 * model.
 * @param contacts all contacts of the customer, in any order
 * @param questions all questions about the customer, ascending by time
 * @param cut OCCURRED lets predictions see contacts that were recorded late, to measure how much they would help
 */
export function* predict(
  contacts: readonly RecordedContact[],
  questions: readonly Question[],
  predictors: readonly Predictor[],
  cut: Cut = 'RECORDED',
  observer?: Observer,
): Generator<Prediction> {
  const arriving = inOrderOfArrival(contacts, questions, cut);
  const known = new KnownHistory(new Map(questions.map(({ id, group }) => [id, group])));
  let arrived = 0;
  for (const question of questions) {
    for (let next = arriving[arrived]; next !== undefined && next.arrivesAt < question.askedAt;) {
      known.add(next.contact);
      arrived += 1;
      next = arriving[arrived];
    }
    observer?.(known, question);
    yield predictionFrom(known, question, predictors);
  }
}

function predictionFrom(known: KnownHistory, question: Question, predictors: readonly Predictor[]): Prediction {
  const { prior, profile } = known;
  const { keptNow, missedNow } = known.ownRecord(question.group, question.askedAt);
  return {
    question,
    risks: predictors.map(({ model, risk }) => risk(known.under(model), question, prior)),
    contactsKnown: known.size,
    lastContactAt: known.lastContactAt,
    lastSign: signOf(known.lastEvidence(question.askedAt), predictors[0]?.model),
    recorder: known.recorder,
    segment: profile?.segment ?? null,
    owner: profile?.owner ?? null,
    own: { keptNow, missedNow },
  };
}

function signOf(last: EvidenceEntry | null, model?: TrustModel): -1 | 0 | 1 {
  const known = last === null ? undefined : model?.classes.get(last.class);
  return known === undefined ? 0 : known.positive ? 1 : -1;
}
