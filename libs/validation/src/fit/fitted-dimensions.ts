import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import type { FitRow } from './class-sums.js';
import { oneSided } from './one-sided.js';
import { classesSeen } from './parameters.js';
import type { FitOptions } from './with-evidence.js';

/** With fewer of the rarer outcome nothing is fitted. */
export const FEWEST_EVENTS = 10;

/** The dimensions whose prior is fitted: reliability for promises, otherwise those that can show good and bad evidence. */
export function fittedDimensions(
  of: FitOptions['of'],
  rows: readonly FitRow[],
  base: TrustModelDocument,
): readonly Dimension[] {
  if (of === 'PROMISE') return ['reliability'];
  const { dimensions } = oneSided(classesSeen(rows, base), base);
  return DIMENSIONS.filter((each) => !dimensions.includes(each));
}
