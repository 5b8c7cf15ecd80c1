import type { TrustBand } from '../ask/operations.js';
import { points } from '../words/numbers.js';
import { words } from '../words/words.js';

/** A score with its band in words; its colour is only a second sign. */
export function Trust({ score, band }: { readonly score: number; readonly band: TrustBand }) {
  return <span className={`trust band-${band}`}>{words.owed.trust(points(score), words.bands[band])}</span>;
}
