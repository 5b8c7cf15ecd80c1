import type { PriorChoice, TrustModel, TrustModelDocument, Weighed } from '#trust';
import { DIMENSIONS, intervalAt, parseModel, scoreAt, type Dimension } from '#trust';
import type { Question } from '../questions/question.js';

/** A way to get a risk from the evidence. */
export type Predictor = {
  readonly name: string;
  /** The model that weighs the evidence. Predictors of one model share that work. */
  readonly model: TrustModel;
  /** 100 points less the score or what stands for it: 0 to 100, higher is worse. */
  readonly risk: (weighed: Weighed, question: Question, prior: PriorChoice) => number;
};

/** The score as the product shows it. */
export const byScore = (model: TrustModel, name = `score ${model.id}`): Predictor => ({
  name,
  model,
  risk: (weighed, { askedAt }, prior) => 100 - scoreAt(weighed, askedAt, prior).score,
});

/**
 * The score with another prior of reliability for each question, as a renewed prior has it. Reliability has lambda 1 there: a
 * prior that is a share of kept promises fits evidence only if kept and missed promises count alike. Segments have no priors of
 * their own.
 * @param priorOf the prior of reliability, 0 to 1; null: that of the model
 */
export function byRenewedScore(
  model: TrustModel,
  priorOf: (question: Question) => number | null,
  name: string,
): Predictor {
  const countedAlike = parseModel(withLambdaOfReliability(model.document, 1));
  const place = DIMENSIONS.indexOf('reliability');
  return {
    name,
    model,
    risk: (weighed, question, prior) => {
      const priors = countedAlike.priors.slice();
      priors[place] = priorOf(question) ?? priors[place] ?? 0;
      const renewed = { ...countedAlike, priors, priorsBySegment: NO_SEGMENTS };
      return 100 - scoreAt({ ...weighed, model: renewed }, question.askedAt, prior).score;
    },
  };
}

const NO_SEGMENTS: TrustModel['priorsBySegment'] = new Map();

/** The document with another lambda of reliability. */
export const withLambdaOfReliability = (document: TrustModelDocument, lambda: number): TrustModelDocument => ({
  ...document,
  dimensions: { ...document.dimensions, reliability: { ...document.dimensions.reliability, lambda } },
});

/** The lower end of the interval: little evidence counts as a risk. */
export const byLowerEnd = (model: TrustModel): Predictor => ({
  name: `lower end ${model.id}`,
  model,
  risk: (weighed, { askedAt }, prior) => 100 - intervalAt(weighed, askedAt, prior).low,
});

/** One dimension alone: the score of a model in which no other dimension counts. */
export function byDimensionAlone(model: TrustModel, dimension: Dimension): Predictor {
  const alone = onlyDimension(model.document, dimension);
  return {
    name: `${dimension} ${model.id}`,
    model,
    risk: (weighed, { askedAt }, prior) => 100 - scoreAt({ ...weighed, model: alone }, askedAt, prior).score,
  };
}

function onlyDimension(document: TrustModelDocument, only: Dimension): TrustModel {
  const dimensions = Object.fromEntries(
    DIMENSIONS.map((name) => [name, { ...document.dimensions[name], omega: name === only ? 1 : 0 }]),
  );
  return parseModel({ ...document, cap: 1, dimensions });
}
