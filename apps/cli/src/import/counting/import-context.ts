import type { ContactLog } from '#contact-log';
import type { Progress } from '../../terminal/progress.js';
import type { Tally } from './tally.js';

/** What an import works with. */
export type ImportContext = {
  readonly log: ContactLog;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Stops it between two batches; what was recorded stays. */
  readonly signal: AbortSignal;
  /** The present, milliseconds since the epoch. */
  readonly now: number;
};
