import type { EvidenceEntry, RecordedContact } from '#relationship';
import type { TrustModel } from '#trust';
import type { Question } from '../questions/question.js';
import type { Predictor } from './predictor.js';
import { inOrderOfArrival, type Cut } from './arrival.js';
import { Known } from './known.js';

/** What was known when a question was asked, in numbers. */
export type Reading = {
  readonly question: Question;
  /** One for each predictor. */
  readonly risks: readonly number[];
  readonly contactsKnown: number;
  /** The last word with the customer, milliseconds since the epoch; null before any. */
  readonly lastContactAt: number | null;
  /** Whether the last evidence spoke for us (1) or against us (-1); 0 before any. */
  readonly lastSign: -1 | 0 | 1;
  /** Who recorded most of what was known; null before anything was. */
  readonly recorder: string | null;
  readonly segment: string | null;
  readonly owner: string | null;
};

/** What is looked at beside the predictors, at each question. */
export type Bystander = (known: Known, question: Question) => void;

/**
 * Answers the questions about one customer by what was on record before each. Contacts are taken in one by one in the
 * order in which they arrived, so that nothing later can be seen; the score is the product's own: contacts, timeline,
 * evidence, model.
 * @param contacts all of the customer's, in any order @param questions all of the customer's, ascending by time
 * @param cut OCCURRED leaks what was recorded late, to measure how much that would flatter
 */
export function* readQuestions(
  contacts: readonly RecordedContact[],
  questions: readonly Question[],
  predictors: readonly Predictor[],
  cut: Cut = 'RECORDED',
  bystander?: Bystander,
): Generator<Reading> {
  const arriving = inOrderOfArrival(contacts, questions, cut);
  const known = new Known();
  let next = 0;
  for (const question of questions) {
    for (; (arriving[next]?.arrivesAt ?? Infinity) < question.askedAt; next += 1)
      known.add((arriving[next] as (typeof arriving)[number]).contact);
    bystander?.(known, question);
    yield readingOf(question, known, predictors);
  }
}

function readingOf(question: Question, known: Known, predictors: readonly Predictor[]): Reading {
  const { askedAt } = question;
  const { prior, profile } = known;
  return {
    question,
    risks: predictors.map(({ model, risk }) => risk(known.under(model), askedAt, prior)),
    contactsKnown: known.size,
    lastContactAt: known.lastContactAt,
    lastSign: signOf(known.lastEvidence(askedAt), predictors[0]?.model),
    recorder: known.recorder,
    segment: profile?.segment ?? null,
    owner: profile?.owner ?? null,
  };
}

function signOf(last: EvidenceEntry | null, model?: TrustModel): -1 | 0 | 1 {
  const known = last === null ? undefined : model?.classes.get(last.class);
  return known === undefined ? 0 : known.positive ? 1 : -1;
}
