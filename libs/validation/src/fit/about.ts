import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import type { FitRow } from './class-sums.js';
import { classesSeen } from './knobs.js';
import { oneSided } from './one-sided.js';
import type { FitAsked } from './with-evidence.js';

/** Fewer of the rarer outcome than these fit nothing. */
export const FEWEST_EVENTS = 10;

/** The dimensions whose prior an outcome is about: reliability where it is a promise's, else those that can show both sides. */
export function dimensionsAbout(
  of: FitAsked['of'],
  rows: readonly FitRow[],
  base: TrustModelDocument,
): readonly Dimension[] {
  if (of === 'PROMISE') return ['reliability'];
  const { dimensions } = oneSided(classesSeen(rows, base), base);
  return DIMENSIONS.filter((each) => !dimensions.includes(each));
}
