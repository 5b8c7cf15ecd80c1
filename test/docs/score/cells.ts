import { DIMENSIONS } from '#trust';
import { DAY_ZERO } from '../../kit/given.js';
import { percent, points, signed, table } from '../markdown.js';
import type { Reading } from './reading.js';
import { BANDS, CLASSES } from './words.js';

const DAY_MS = 86_400_000;

export const range = ({ interval }: Pick<Reading, 'interval'>): string =>
  `${points(interval.low)} to ${points(interval.high)}`;
export const bandOf = ({ band }: Pick<Reading, 'band'>): string => BANDS[band] ?? band;
export const sides = ({ dimensions }: Pick<Reading, 'dimensions'>): string[] =>
  dimensions.map(({ score }) => points(score));
export const dayOf = (at: number): string => String(Number(((at - DAY_ZERO) / DAY_MS).toFixed(2)));

/** Deposit, every contribution, the cap if it is not 0, and the score. */
export function ledger({ prior, contributions, cap, score }: Reading): string[] {
  const through = (found: Reading['contributions'][number]) =>
    DIMENSIONS.filter((side) => Math.abs(found.byDimension[side]) >= 0.005)
      .map((side) => `${side} ${signed(found.byDimension[side], 2)}`)
      .join(', ');
  return table(
    ['Day', 'What counts', 'Points', 'Through', 'Left'],
    [
      ['', 'The deposit', prior.toFixed(2), '', ''],
      ...contributions.map((found) => [
        dayOf(found.entry.at),
        CLASSES[found.entry.class] ?? found.entry.class,
        signed(found.points, 2),
        through(found),
        percent(found.remaining),
      ]),
      ...(cap < 0 ? [['', 'The cap', signed(cap, 2), '', '']] : []),
      ['', '**The score**', `**${score.toFixed(2)}**`, '', ''],
    ],
  );
}
