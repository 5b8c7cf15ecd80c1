import type { PriorChoice, TrustModel, TrustModelDocument, Weighed } from '#trust';
import { DIMENSIONS, intervalAt, parseModel, scoreAt, type Dimension } from '#trust';

/** A way to read a risk off the evidence. */
export type Predictor = {
  readonly name: string;
  /** By which evidence is weighed; predictors of one model share the work. */
  readonly model: TrustModel;
  /** Points short of full trust: higher is worse. */
  readonly risk: (weighed: Weighed, askedAt: number, prior: PriorChoice) => number;
};

/** The score as everybody sees it. */
export const byScore = (model: TrustModel, name = `score ${model.id}`): Predictor => ({
  name,
  model,
  risk: (weighed, askedAt, prior) => 100 - scoreAt(weighed, askedAt, prior).score,
});

/** The same under another document at each time: one whose priors alone differ, as `fit` would have renewed them by then. */
export const byScoreUnder = (
  model: TrustModel,
  inForceAt: (askedAt: number) => TrustModel,
  name: string,
): Predictor => ({
  name,
  model,
  risk: (weighed, askedAt, prior) => 100 - scoreAt({ ...weighed, model: inForceAt(askedAt) }, askedAt, prior).score,
});

/** The lower end of the interval: who is little known counts as a risk. */
export const byLowerEnd = (model: TrustModel): Predictor => ({
  name: `lower end ${model.id}`,
  model,
  risk: (weighed, askedAt, prior) => 100 - intervalAt(weighed, askedAt, prior).low,
});

/** One dimension alone: the score of a model to which nothing else counts. */
export function byDimensionAlone(model: TrustModel, dimension: Dimension): Predictor {
  const alone = onlyDimension(model.document, dimension);
  return {
    name: `${dimension} ${model.id}`,
    model,
    risk: (weighed, askedAt, prior) => 100 - scoreAt({ ...weighed, model: alone }, askedAt, prior).score,
  };
}

function onlyDimension(document: TrustModelDocument, only: Dimension): TrustModel {
  const dimensions = Object.fromEntries(
    DIMENSIONS.map((name) => [name, { ...document.dimensions[name], omega: name === only ? 1 : 0 }]),
  );
  return parseModel({ ...document, cap: 1, dimensions });
}
