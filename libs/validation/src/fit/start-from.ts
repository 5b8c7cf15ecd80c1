import type { TrustModelDocument } from '#trust';
import { dimensionsAbout } from './about.js';
import type { FitRow } from './class-sums.js';
import type { OneSided } from './one-sided.js';
import { FEWEST_IN_SEGMENT, fittedPriors } from './priors.js';
import { asInBase, everyPrior, merelyCounted, type Settings } from './settings.js';
import type { FitAsked } from './with-evidence.js';

/** What is set before anything is turned: by the share of good outcomes, and by what a book can show at all. */
export function startFrom(
  rows: readonly FitRow[],
  base: TrustModelDocument,
  of: FitAsked['of'],
  { dimensions, weights }: OneSided,
): { readonly start: Settings; readonly notes: readonly string[] } {
  const { prior, bySegment } = fittedPriors(rows, base.dimensions.reliability.prior);
  const about = dimensionsAbout(of, rows, base);
  return {
    start: {
      ...(of === 'PROMISE' ? merelyCounted(base) : asInBase(base)),
      priors: everyPrior(about, prior),
      priorsBySegment: Object.fromEntries(
        Object.entries(bySegment).map(([segment, value]) => [segment, everyPrior(about, value)]),
      ),
      weights,
    },
    notes: [
      `Prior ${prior.toFixed(3)} in ${about.join(', ')}; ${Object.keys(bySegment).length} segments with ${FEWEST_IN_SEGMENT} outcomes or more have one of their own.`,
      ...(of === 'PROMISE'
        ? [
            'Whether a promise is kept is told by counting: loss aversion, compounding and the cap start at none, half-lives at 90 days.',
          ]
        : []),
      ...dimensions.map(
        (dimension) =>
          `Nothing on record could speak for us in ${dimension}, so what speaks against us there was taken out.`,
      ),
      'Bands are those of the base model: look at how many relationships each holds before activating.',
    ],
  };
}
