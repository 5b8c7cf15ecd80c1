import { compareText, timelineAsOf } from '#relationship';
import { answeredPromises, basisFromAnswers, weekOf, type AnsweredPromise, type ForecastBasis } from '#trust';
import { wholeRelationships } from '../derive/whole-relationships.js';
import { countingOn, type Session } from '../session/session.js';

type AnswerOf = AnsweredPromise & { readonly customerId: string };

export type BasisAsked = {
  /** Both clocks, milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  readonly upTo: bigint;
};

/** What the forecasts of promises rest on at a time: the answers of all customers. It reads the whole log. */
export async function forecastBasis(session: Session, { asOf, knownAt, upTo }: BasisAsked): Promise<ForecastBasis> {
  const answers: AnswerOf[] = [];
  const read = countingOn(session, 'Reading answers', upTo);
  for await (const { customerId, contacts } of wholeRelationships(session.reading.store, { upTo }, read)) {
    if (session.signal.aborted) break;
    const timeline = timelineAsOf(contacts, { asOf, knownAt });
    // As in the views, an erased customer has no answers.
    if (timeline.profile === null || timeline.erasure !== null) continue;
    for (const answer of answeredPromises(timeline, asOf)) answers.push({ ...answer, customerId });
  }
  return basisFromAnswers(weekOf(asOf), answers.sort(inOrderOfKnowing));
}

/** The order of the views. */
const inOrderOfKnowing = (a: AnswerOf, b: AnswerOf): number =>
  a.knownAt - b.knownAt || compareText(a.customerId, b.customerId) || compareText(a.expectationId, b.expectationId);
