import { evaluate, type Backtest, type Contestant, type EvaluateOptions, type Predictions } from '#validation';
import type { Progress } from '../terminal/progress.js';

/** Evaluates and shows the progress: with many predictions the bootstrap takes a while. */
export function evaluateWithProgress(
  progress: Progress,
  made: Predictions,
  options: EvaluateOptions,
  contestant?: (contestant: Contestant) => void,
): Backtest {
  let isBegun = false;
  try {
    return evaluate(made, options, {
      progress: (measured, of) => {
        if (!isBegun) progress.begin('Judging', of);
        isBegun = true;
        progress.reach(measured);
      },
      ...(contestant === undefined ? {} : { contestant }),
    });
  } finally {
    progress.end();
  }
}
