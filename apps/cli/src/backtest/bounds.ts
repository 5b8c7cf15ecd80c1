// The ranges of the numbers in options.
import { InvalidArgumentError, type Command } from 'commander';
import { isSpanOfDays, SPAN_OF_DAYS } from '#source';
import { wholeFrom } from '../derive/options.js';

const numberThat = (accepts: (value: number) => boolean, wanted: string) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !accepts(value)) throw new InvalidArgumentError(`It must be ${wanted}.`);
  return value;
};

export const spanOfDays = numberThat(isSpanOfDays, `a number ${SPAN_OF_DAYS}`);
export const capacity = numberThat(
  (value) => value > 0 && value <= 1,
  'a share of the predictions, above 0 and up to 1, such as 0.1 for a tenth',
);
export const share = numberThat(
  (value) => value >= 0 && value < 1,
  'a share from 0 to below 1, such as 0.2 for a fifth',
);
export const whole = numberThat((value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 or more');

/** Fewer rounds give no interval, and more hardly change it. */
const ROUNDS = { min: 10, max: 10_000 };
/** The generator uses 32 bits of the seed. */
const MOST_SEED = 0xffff_ffff;

/** The options of the bootstrap. */
export const withChanceOptions = (verb: Command): Command =>
  verb
    .option('--seed <n>', `of the bootstrap, 0 to ${MOST_SEED}`, wholeFrom(0, MOST_SEED), 1)
    .option('--rounds <n>', `of the bootstrap, ${ROUNDS.min} to ${ROUNDS.max}`, wholeFrom(ROUNDS.min, ROUNDS.max), 500);
