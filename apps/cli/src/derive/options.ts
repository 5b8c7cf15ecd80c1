import { InvalidArgumentError } from 'commander';
import { DAY_MS, dayIn, HOUR_MS, instantIn, MINUTE_MS } from '#relationship';
import { UsageError } from '../terminal/usage-error.js';
import { MOST_WORKERS } from './workers.js';

/** Description of `--model`. */
export const MODEL =
  'a model id, or the path of a model document that need not be registered (default: the active models)';

/** Description of `--columns`. */
export const COLUMNS = 'file that keeps the evidence between runs; it is created and updated as needed';

/** Description of `--workers`. */
export const WORKERS = `number of threads, at most ${MOST_WORKERS}; fewer are started if there is little to do (default: one per core, or one for a log on a server)`;

/** A day (its first moment, UTC) or a time with its zone, as milliseconds since the epoch. */
export function time(text: string): number {
  const at = dayIn(text) ?? instantIn(text);
  if (at !== null) return at;
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (day !== undefined && dayIn(day) === null) throw new InvalidArgumentError(`There is no day ${day}.`);
  throw new InvalidArgumentError(
    'Give a day, such as 2026-03-02, or a time with its zone, such as 2026-03-02T09:30:00Z, from 00:00:00 to 23:59:59.',
  );
}

/** For an option that may be given several times. */
export const times = (text: string, before: readonly number[] = []): readonly number[] => [...before, time(text)];
export const words = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const UNITS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

/** A span such as 1d, 12h or 2w, in milliseconds. */
export function span(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([mhdw])$/.exec(text) ?? [];
  if (count === undefined)
    throw new InvalidArgumentError('Give a span of minutes, hours, days or weeks: 30m, 12h, 1d, 2w.');
  return Number(count) * (UNITS[unit] ?? NaN);
}

export function position(text: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('Give a position in the log, a whole number as `replay events` shows it.');
}

export const wholeFrom =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`A whole number from ${min} to ${max} is wanted.`);
  };
export const wholeUpTo = (max: number) => wholeFrom(1, max);

export const oneOf =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`One of ${choices.join(', ')}.`);
  };

/** Default of `asOf`: now, or `knownAt` if that is earlier, since nothing after it was known then. */
export const asOfLeftOut = (now: number, knownAt: number | 'as-of' = now): number =>
  knownAt === 'as-of' ? now : Math.min(now, knownAt);

/** Default of `--as-of` and `--to`, for `--help`. */
export const LEFT_OUT = '(default: now, or --known-at if that is earlier)';

export type TimesAsked = {
  readonly asOf?: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly every?: number;
  readonly knownAt?: number | 'as-of';
};

/** The times asked for, ascending: single times, or a series from one time to another. @throws UsageError */
export function timesAsked(
  { asOf = [], from, to, every = DAY_MS, knownAt }: TimesAsked,
  now: number,
): readonly number[] {
  const last = asOfLeftOut(now, knownAt);
  if (from === undefined && to === undefined)
    return asOf.length > 0 ? [...new Set(asOf)].sort((a, b) => a - b) : [last];
  if (asOf.length > 0) throw new UsageError('give either --as-of, or --from and --to, not both');
  if (from === undefined) throw new UsageError('--to needs --from');
  const end = to ?? last;
  if (end < from)
    throw new UsageError(`--from must not be after ${to === undefined ? 'the last time: now, or --known-at' : '--to'}`);
  const count = Math.floor((end - from) / every) + 1;
  if (count > MOST_TIMES) throw new UsageError(`that makes ${count} times; at most ${MOST_TIMES} are allowed`);
  return Array.from({ length: count }, (_, index) => from + index * every);
}

const MOST_TIMES = 5_000;
