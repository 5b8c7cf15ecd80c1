import {
  addCensored,
  BlindTally,
  CustomerSample,
  nextExpectation,
  nextOutcome,
  predictCustomer,
  type Censored,
  type CustomerHistory,
  type CustomerPredictions,
  type GamedPrediction,
  type Predictions,
  type Predictor,
  type Question,
  type Questions,
} from '#validation';
import type { Progress } from '../terminal/progress.js';
import type { Question as QuestionAsked } from '#source';
import type { Histories } from './histories.js';

/** Predictions that are kept in memory, about 1 kB each. With more, a random sample of customers is judged. */
export const MOST_PREDICTIONS = 250_000;
/** Predictions that are made again as if recorders had gamed the score, at most. */
const MOST_GAMED = 10_000;

export type PredictAllOptions = {
  readonly question: QuestionAsked;
  readonly predictors: readonly [Predictor, ...Predictor[]];
  readonly progress: Progress;
  /** Predictions kept at most; left out: `MOST_PREDICTIONS`. */
  readonly most?: number;
};

/** Predicts every question about all customers, or about as many as there is room for. */
export async function predictAll(histories: Histories, options: PredictAllOptions): Promise<Predictions> {
  const { question, predictors, progress, most = MOST_PREDICTIONS } = options;
  const sample = new CustomerSample<Pick<CustomerPredictions, 'predictions'> & { readonly unlabelled: Censored }>(most);
  const gamedSample = new CustomerSample<readonly GamedPrediction[]>(MOST_GAMED);
  const blind = new BlindTally(predictors[0].model);
  const asked = questionsOf(histories, question, { stage: 'Predicting', progress });
  for await (const { customer, questions, unlabelled } of asked) {
    const { customerId } = customer;
    blind.add(customer.contacts);
    const gamed = gamedSample.takes(customerId);
    if (!sample.takes(customerId) && !gamed) continue;
    const made = predictCustomer(customer, questions, { predictors, leaky: true, gamed });
    sample.add(customerId, { predictions: made.predictions, unlabelled }, questions.length);
    gamedSample.add(customerId, made.gamed, made.gamed.length);
  }
  const all = sample.all();
  return {
    predictions: all.flatMap((each) => each.predictions),
    gamed: gamedSample.all().flat(),
    censored: all.reduce<Censored>((sum, each) => addCensored(sum, each.unlabelled), {}),
    sampledShare: sample.share,
    dataSet: histories.dataSet,
    blindSpots: blind.totals,
  };
}

export type CustomerQuestions = {
  readonly customer: CustomerHistory;
  /** Ascending by time. */
  readonly questions: readonly Question[];
  readonly unlabelled: Censored;
};

/** The questions about all customers, one customer at a time. */
export async function* questionsOf(
  histories: Histories,
  question: QuestionAsked,
  { stage, progress }: { readonly stage: string; readonly progress: Progress },
): AsyncGenerator<CustomerQuestions> {
  progress.begin(stage, histories.customers);
  let place = 0;
  try {
    for await (const customer of histories.read()) {
      const { questions, censored: unlabelled } = questionsOn(customer, question, histories.dataSet.until);
      yield { customer, questions, unlabelled };
      place += 1;
      progress.reach(place);
    }
  } finally {
    progress.end();
  }
}

function questionsOn(customer: CustomerHistory, question: QuestionAsked, until: number): Questions {
  if (question.is === 'OUTCOME') return nextOutcome(customer.contacts, question, until);
  const asked = nextExpectation(customer.contacts, question.askAt, until);
  const { groupBy } = question;
  if (groupBy === null) return asked;
  const groupOf = ({ id }: Question) => customer.sideFacts?.get(id)?.[groupBy] ?? null;
  return { ...asked, questions: asked.questions.map((each) => ({ ...each, group: groupOf(each) })) };
}
