import { MOST_LEFT_OUT, shareLeftOut, type LeftOut } from '#validation';
import { EXIT } from '../terminal/exit-codes.js';

/**
 * Ends the verb with the exit code for rows that were left out, where more than 1 % of the records are in no contact or more
 * than 1 % of the labels are missing or doubtful. A code that is set already stays.
 * @param labels how many labels there are
 */
export function setExitCode(leftOut: LeftOut, labels: number): void {
  if (shareLeftOut(leftOut, labels) > MOST_LEFT_OUT) process.exitCode ??= EXIT.ROWS_LEFT_OUT;
}
