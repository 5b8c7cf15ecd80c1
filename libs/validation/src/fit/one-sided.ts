import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import { weightKey, type Settings } from './settings.js';

export type OneSided = { readonly dimensions: readonly Dimension[]; readonly weights: Settings['weights'] };

/**
 * Dimensions in which a book holds evidence against us only, because what would speak for us is never written down: a
 * system of record that knows no calls cannot show that anybody was told, so every miss looks unannounced. Such a
 * dimension measures how much is on record, not how we behave; there the weights are taken out.
 * @param classes that there is evidence of
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
  // Where nothing ever speaks for us anywhere, there is nothing else to go by.
  const left = DIMENSIONS.filter((dimension) => weightsIn(dimension).length > 0 && !dimensions.includes(dimension));
  if (left.length === 0) return { dimensions: [], weights: {} };
  return {
    dimensions,
    weights: Object.fromEntries(
      dimensions.flatMap((dimension) => weightsIn(dimension).map(([name]) => [weightKey(name, dimension), 0])),
    ),
  };
}
