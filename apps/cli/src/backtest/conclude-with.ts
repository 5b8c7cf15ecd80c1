import { conclude, type Backtest, type ConcludeAsked, type Read } from '#validation';
import type { Progress } from '../terminal/progress.js';

/** Concludes, and shows how far it has come: with many predictions the resampling takes a while. */
export function concludeWith(progress: Progress, read: Read, asked: ConcludeAsked): Backtest {
  let isBegun = false;
  try {
    return conclude(read, asked, (judged, of) => {
      if (!isBegun) progress.begin('Judging', of);
      isBegun = true;
      progress.reach(judged);
    });
  } finally {
    progress.end();
  }
}
