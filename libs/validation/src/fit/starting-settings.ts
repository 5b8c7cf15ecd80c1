import type { TrustModelDocument } from '#trust';
import { fittedDimensions } from './fitted-dimensions.js';
import type { FitRow } from './class-sums.js';
import type { OneSided } from './one-sided.js';
import { FEWEST_IN_SEGMENT, fittedPriors } from './priors.js';
import { asInBase, everyPrior, plainCounts, type Settings } from './settings.js';
import type { FitOptions } from './with-evidence.js';

/** Where a fit starts: with the priors of these outcomes, and without the dimensions that have bad evidence only. */
export function startingSettings(
  rows: readonly FitRow[],
  base: TrustModelDocument,
  of: FitOptions['of'],
  { dimensions: oneSidedDimensions, weights }: OneSided,
): { readonly start: Settings; readonly notes: readonly string[] } {
  const { prior, bySegment } = fittedPriors(rows, base.dimensions.reliability.prior);
  const dimensions = fittedDimensions(of, rows, base);
  return {
    start: {
      ...(of === 'PROMISE' ? plainCounts(base) : asInBase(base)),
      priors: everyPrior(dimensions, prior),
      priorsBySegment: Object.fromEntries(
        Object.entries(bySegment).map(([segment, value]) => [segment, everyPrior(dimensions, value)]),
      ),
      weights,
    },
    notes: [
      `Prior ${prior.toFixed(3)} in ${dimensions.join(', ')}; ${Object.keys(bySegment).length} segments with ${FEWEST_IN_SEGMENT} outcomes or more have their own.`,
      ...(of === 'PROMISE'
        ? [
            'Kept and missed promises are counted alike: the fit starts without loss aversion, compounding or cap, and with half-lives of 90 days.',
          ]
        : []),
      ...oneSidedDimensions.map(
        (dimension) => `${dimension} has bad evidence only, so its weights are 0: good evidence is not on record.`,
      ),
      'Bands are those of the base model: before activating, look at how many relationships are in each.',
    ],
  };
}
