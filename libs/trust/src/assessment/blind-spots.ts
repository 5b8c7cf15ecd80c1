import { counts, type Weighed } from '../evidence/weigh.js';
import { type Dimension, DIMENSIONS } from '../model/dimension.js';

/** What a score could not see: a dimension that had no way to gain in this relationship. */
export type BlindSpot = {
  readonly dimension: Dimension;
  /** What that means for the score, in a sentence. */
  readonly words: string;
};

/**
 * The dimensions for which, up to a time, no evidence is on record of a class that the model credits there. Such a dimension
 * could only fall or stay at its prior, whatever happened.
 * @param asOf milliseconds since the epoch
 */
export function blindSpots({ entries }: Weighed, asOf: number): readonly BlindSpot[] {
  const seen = entries.filter(({ entry }) => counts(entry, asOf));
  return DIMENSIONS.flatMap((dimension, d): BlindSpot[] => {
    if (seen.some(({ class: { gains } }) => (gains[d] ?? 0) > 0)) return [];
    const isLowered = seen.some(({ class: { losses } }) => (losses[d] ?? 0) > 0);
    const words = isLowered
      ? `No contact on record could raise ${dimension}, so the score sees only what lowers it.`
      : `No contact on record says anything about ${dimension}, so the score assumes it.`;
    return [{ dimension, words }];
  });
}
