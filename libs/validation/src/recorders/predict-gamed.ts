import type { RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Predictor } from '../prediction/predictor.js';
import { predict } from '../prediction/predict.js';
import { GAMING, gamed, type Gaming } from './gaming.js';
import type { GamedPrediction } from './gaming-gain.js';

/** Predicts the questions about one customer again for each kind of gaming, as if its recorder had done it. */
export function predictGamed(
  contacts: readonly RecordedContact[],
  questions: readonly Question[],
  predictor: Predictor,
  honest: readonly number[],
): GamedPrediction[] {
  const until = questions.at(-1)?.askedAt ?? 0;
  const byGaming = (Object.keys(GAMING) as Gaming[]).map((gaming) => {
    const onRecord = gamed(gaming, contacts, predictor.model, until);
    const risks = [...predict(onRecord, questions, [predictor])].map((prediction) => prediction.risks[0] ?? 0);
    return [gaming, risks] as const;
  });
  return questions.map(({ customerId, askedAt, bad }, index) => ({
    customerId,
    askedAt,
    bad,
    honest: honest[index] ?? 0,
    gamed: Object.fromEntries(byGaming.map(([gaming, risks]) => [gaming, risks[index] ?? 0])) as Record<Gaming, number>,
  }));
}
