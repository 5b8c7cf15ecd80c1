import {
  BlindTally,
  blindWords,
  ClassSums,
  CustomerSample,
  fitModel,
  renewPrior,
  type FitOptions,
  type FitRow,
} from '#validation';
import type { TrustModelDocument } from '#trust';
import type { Histories } from '../backtest/histories.js';
import { questionsOf } from '../backtest/predict-all.js';
import type { Progress } from '../terminal/progress.js';
import type { Question } from '#source';

/** Outcomes that are learned from, about 2 kB each. With more, the fit uses a random sample of customers. */
const MOST_OUTCOMES = 100_000;

export type FitHistoriesOptions = Pick<FitOptions, 'id' | 'base' | 'outcome' | 'within' | 'knownBefore'> & {
  readonly question: Question;
  /** Whether all but the prior stays as the base model has it. */
  readonly priorOnly: boolean;
  readonly progress: Progress;
  /** Outcomes learned from at most; left out: 100,000. */
  readonly most?: number;
};

/** Fits a model to the outcomes of a data set. The result is a draft. */
export async function fitHistories(histories: Histories, options: FitHistoriesOptions): Promise<TrustModelDocument> {
  const { question, priorOnly, progress, most = MOST_OUTCOMES, ...rest } = options;
  const sums = new ClassSums(options.base, options.knownBefore);
  const sample = new CustomerSample<readonly FitRow[]>(most);
  const blind = new BlindTally(options.base);
  for await (const { customer, questions } of questionsOf(histories, question, { stage: 'Fitting', progress })) {
    const { customerId, contacts } = customer;
    blind.add(contacts);
    if (!sample.takes(customerId)) continue;
    const rows = sums.rowsOf(contacts, questions);
    sample.add(customerId, rows, rows.length);
  }
  const document = (priorOnly ? renewPrior : fitModel)(sample.all().flat(), {
    ...rest,
    of: question.is === 'NEXT_EXPECTATION' ? 'PROMISE' : 'CUSTOMER',
    basedOn: histories.title,
    sampledShare: sample.share,
  });
  const says = blindWords(blind.totals);
  if (says === null || document.evidence === undefined) return document;
  return { ...document, evidence: { ...document.evidence, notes: [...document.evidence.notes, says] } };
}
