import { isInteraction, Timeline, type EvidenceEntry, type RecordedContact } from '#relationship';
import { priorOf, weigh, type PriorChoice, type TrustModel, type Weighed } from '#trust';
import type { Question } from '../questions/question.js';
import type { Predictor } from './predictor.js';
import { inOrderOfArrival, type Cut } from './arrival.js';

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
export type Bystander = (timeline: Timeline, question: Question) => void;

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
    bystander?.(known.timeline, question);
    yield known.read(question, predictors);
  }
}

class Known {
  readonly timeline = new Timeline();
  private readonly byRecorder = new Map<string, number>();
  private lastContactAt: number | null = null;
  private weighed = new Map<TrustModel, Weighed>();

  add(contact: RecordedContact): void {
    this.timeline.add(contact);
    this.weighed = new Map();
    this.byRecorder.set(contact.recordedBy, (this.byRecorder.get(contact.recordedBy) ?? 0) + 1);
    if (isInteraction(contact)) this.lastContactAt = Math.max(contact.at, this.lastContactAt ?? contact.at);
  }

  read(question: Question, predictors: readonly Predictor[]): Reading {
    const { askedAt } = question;
    const prior: PriorChoice = priorOf(this.timeline) ?? {};
    const { profile } = this.timeline;
    return {
      question,
      risks: predictors.map(({ model, risk }) => risk(this.under(model), askedAt, prior)),
      contactsKnown: this.timeline.size,
      lastContactAt: this.lastContactAt,
      lastSign: lastSign(this.timeline.evidence(), askedAt, predictors[0]?.model),
      recorder: this.recorder(),
      segment: profile?.segment ?? null,
      owner: profile?.owner ?? null,
    };
  }

  private under(model: TrustModel): Weighed {
    const known = this.weighed.get(model);
    if (known !== undefined) return known;
    const weighed = weigh(this.timeline.evidence(), model);
    this.weighed.set(model, weighed);
    return weighed;
  }

  private recorder(): string | null {
    let most: [string, number] | null = null;
    for (const each of this.byRecorder) if (most === null || each[1] > most[1]) most = each;
    return most?.[0] ?? null;
  }
}

function lastSign(entries: readonly EvidenceEntry[], askedAt: number, model?: TrustModel): -1 | 0 | 1 {
  const last = entries.findLast(({ at, lapse }) => (lapse ? at < askedAt : at <= askedAt));
  const known = last === undefined ? undefined : model?.classes.get(last.class);
  return known === undefined ? 0 : known.positive ? 1 : -1;
}
