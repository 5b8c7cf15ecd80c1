import { OutcomesByWeek } from '#trust';
import { CustomerSample, warmUpOf } from '#validation';
import type { Progress } from '../terminal/progress.js';
import type { Question } from '#source';
import type { Histories } from './histories.js';
import { MOST_PREDICTIONS, questionsOf } from './predict-all.js';

export type Survey = {
  /** When the first question after the warm-up is asked, milliseconds since the epoch; infinite where there is none. */
  readonly warmUpEndsAt: number;
  readonly outcomes: OutcomesByWeek;
};

/** Goes through all questions without predicting any. The sample of customers is the one that is judged later. */
export async function surveyOf(
  histories: Histories,
  question: Question,
  { warmUpShare, progress, most = MOST_PREDICTIONS }: { warmUpShare: number; progress: Progress; most?: number },
): Promise<Survey> {
  const sample = new CustomerSample<readonly number[]>(most);
  const outcomes = new OutcomesByWeek();
  for await (const { customer, questions } of questionsOf(histories, question, { stage: 'Asking', progress })) {
    for (const each of questions) outcomes.add(each);
    sample.add(
      customer.customerId,
      questions.map(({ askedAt }) => askedAt),
      questions.length,
    );
  }
  const times = sample
    .all()
    .flat()
    .sort((a, b) => a - b);
  return { warmUpEndsAt: times[warmUpOf(times.length, warmUpShare)] ?? Infinity, outcomes };
}
