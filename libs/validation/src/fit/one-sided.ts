import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import { weightKey, type Settings } from './settings.js';

export type OneSided = { readonly dimensions: readonly Dimension[]; readonly weights: Settings['weights'] };

/**
 * Finds the dimensions in which the data set has bad evidence only, because good evidence is never recorded. A system of record
 * without calls cannot show that a customer was told, so every miss looks unannounced. Such a dimension measures how much is on
 * record, not how we behave, so its weights are set to 0.
 * @param classes those that there is evidence of
 */
export function oneSided(classes: readonly string[], base: TrustModelDocument): OneSided {
  const weightsIn = (dimension: Dimension) =>
    classes
      .map((name) => [name, base.classes[name]?.weights[dimension] ?? 0] as const)
      .filter(([, each]) => each !== 0);
  const dimensions = DIMENSIONS.filter((dimension) => {
    const weights = weightsIn(dimension);
    return weights.length > 0 && weights.every(([, weight]) => weight < 0);
  });
  // If no dimension has good evidence, all of them are kept: there is nothing else to learn from.
  const left = DIMENSIONS.filter((dimension) => weightsIn(dimension).length > 0 && !dimensions.includes(dimension));
  if (left.length === 0) return { dimensions: [], weights: {} };
  return {
    dimensions,
    weights: Object.fromEntries(
      dimensions.flatMap((dimension) => weightsIn(dimension).map(([name]) => [weightKey(name, dimension), 0])),
    ),
  };
}
