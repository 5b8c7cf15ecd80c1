import type { RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Predictor } from '../reading/predictor.js';
import { readQuestions } from '../reading/read-questions.js';
import { CHOICES, chosen, type Choice } from './choices.js';
import type { ChosenReading } from './choice-gain.js';

/** Reads one customer's questions as if the recorder had chosen what to record, once for each choice. */
export function readChosen(
  contacts: readonly RecordedContact[],
  questions: readonly Question[],
  predictor: Predictor,
  honest: readonly number[],
): ChosenReading[] {
  const until = questions.at(-1)?.askedAt ?? 0;
  const byChoice = (Object.keys(CHOICES) as Choice[]).map((choice) => {
    const others = chosen(choice, contacts, predictor.model, until);
    const risks = [...readQuestions(others, questions, [predictor])].map((reading) => reading.risks[0] ?? 0);
    return [choice, risks] as const;
  });
  return questions.map(({ customerId, askedAt, bad }, index) => ({
    customerId,
    askedAt,
    bad,
    honest: honest[index] ?? 0,
    chosen: Object.fromEntries(byChoice.map(([choice, risks]) => [choice, risks[index] ?? 0])) as Record<
      Choice,
      number
    >,
  }));
}
