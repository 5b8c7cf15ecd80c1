import { language, words } from './words.js';

/** Numbers and dates in the reader's form: that of the browser, where it has the language of the page. */
const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
const oneDigit = format({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = format({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const share = format({ style: 'percent' });
const whole = format({ maximumFractionDigits: 0 });

export const points = (value: number): string => oneDigit.format(value);
/** With its sign. */
export const change = (value: number): string => signed.format(value);
/** @param value 0 to 1 */
export const percent = (value: number): string => share.format(value);
export const count = (value: number): string => whole.format(value);

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const nearDay = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
/** Beyond, a date has its year. */
const NEAR_MS = 150 * 24 * 60 * 60_000;

const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short' });

export const month = (at: number): string => shortMonth.format(at);
export const clock = (at: number | string): string => time.format(new Date(at));
export const date = (at: number | string): string => day.format(new Date(at));
/** The time alone if it is today, else the date with it; the year only where it could be mistaken. */
export function moment(at: number | string, now: number = Date.now()): string {
  const then = new Date(at);
  if (day.format(then) === day.format(now)) return time.format(then);
  return `${Math.abs(then.getTime() - now) < NEAR_MS ? nearDay.format(then) : day.format(then)}, ${time.format(then)}`;
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** A length of time in at most two units: "3 d 4 h", "12 min". @param minutes 0 or more */
export function lasting(minutes: number): string {
  const { minute, hour, day: dayWord } = words.units;
  const rounded = Math.round(minutes);
  if (rounded < HOUR) return `${count(rounded)} ${minute}`;
  if (rounded < DAY) return parts(Math.floor(rounded / HOUR), hour, rounded % HOUR, minute);
  const hours = Math.round(rounded / HOUR);
  return hours < 7 * 24 ? parts(Math.floor(hours / 24), dayWord, hours % 24, hour) : `${count(hours / 24)} ${dayWord}`;
}

const parts = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

/** "12 min left", "3 h 5 min late". @param now milliseconds since the epoch */
export function left(dueAt: string, now: number): { readonly isLate: boolean; readonly text: string } {
  const minutes = (Date.parse(dueAt) - now) / MINUTE_MS;
  return minutes < 0
    ? { isLate: true, text: words.late(lasting(-minutes)) }
    : { isLate: false, text: words.left(lasting(minutes)) };
}

/** "3 days ago", in the language's own words. */
export function ago(at: string, now: number): string {
  const minutes = (Date.parse(at) - now) / MINUTE_MS;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(minutes) < HOUR) return relative.format(Math.round(minutes), 'minute');
  if (Math.abs(minutes) < DAY) return relative.format(Math.round(minutes / HOUR), 'hour');
  return relative.format(Math.round(minutes / DAY), 'day');
}
