import { HOUR_MS, MINUTE_MS } from '#relationship';

/** The pauses after failed attempts, milliseconds: ten attempts within about a day and a half, then it is given up. */
export const PAUSES_MS: readonly number[] = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  16 * HOUR_MS,
];
/** Of a pause, at random, so that not all come back at once to a receiver that was down. */
const JITTER = 0.2;

/** @param attempts so many have failed @param chance from 0 to 1 @returns null: it is given up */
export function pauseAfter(attempts: number, chance: number, pauses: readonly number[] = PAUSES_MS): number | null {
  const pause = pauses[attempts - 1];
  return pause === undefined ? null : Math.round(pause * (1 + JITTER * chance));
}
