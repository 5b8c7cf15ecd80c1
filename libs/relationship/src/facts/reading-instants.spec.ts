import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { DAY_MS, toIso, toMs } from './instant.js';
import { instantIn } from './reading-instants.js';

it.each([
  ['2026-03-02T09:30:00.000Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09Z', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02T10:30:00+01:00', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00.000+0000', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T10:30:00+01', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00-00:00', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T08:30:00\u22120100', '2026-03-02T09:30:00.000Z'],
  ['20260302T093000Z', '2026-03-02T09:30:00.000Z'],
  ['20260302T0930+0000', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00,5Z', '2026-03-02T09:30:00.500Z'],
  ['2026-03-02T09:30:00.123456789Z', '2026-03-02T09:30:00.123Z'],
  ['2026-03-02T09:30:00.1239999999999Z', '2026-03-02T09:30:00.123Z'],
  ['2026-03-02 09:30:00Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02 09:30:00 +0000', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02t09:30:00z', '2026-03-02T09:30:00.000Z'],
  [' 2026-03-02T09:30:00Z\t', '2026-03-02T09:30:00.000Z'],
  ['2026-061T09:30:00Z', '2026-03-02T09:30:00.000Z'],
  ['2026061T093000Z', '2026-03-02T09:30:00.000Z'],
  ['2026-W10-1T09:30:00Z', '2026-03-02T09:30:00.000Z'],
  ['2026W101T093000Z', '2026-03-02T09:30:00.000Z'],
  ['2020-W53-7T00:00:00Z', '2021-01-03T00:00:00.000Z'],
  ['2024-366T00:00:00Z', '2024-12-31T00:00:00.000Z'],
  ['2024-02-29T23:59:59-23:59', '2024-03-01T23:58:59.000Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('is read from %s', (text, instant) => {
  expect(instantIn(text)).toBe(toMs(instant));
});

it.each([
  '',
  'tomorrow',
  '2026-03-02',
  '2026-03-02T09:30:00',
  '2026-03-02 09:30:00',
  '20260302T093000',
  '2026-02-29T00:00:00Z',
  '2026-02-31T09:30:00Z',
  '20260231T093000Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-000T00:00:00Z',
  '2026-366T00:00:00Z',
  '2026-W00-1T00:00:00Z',
  '2026-W54-1T00:00:00Z',
  '2021-W53-1T00:00:00Z',
  '2026-W10-0T00:00:00Z',
  '2026-W10-8T00:00:00Z',
  '2026-W10T00:00:00Z',
  '2026-03T00:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:60:00Z',
  '2026-03-02T09:30:60Z',
  '2026-03-02T09:30:00.Z',
  '2026-03-02T09.5Z',
  '2026-03-02T09:30:00+24:00',
  '2026-03-02T09:30:00+01:60',
  '2026-03-02T09:30:00 Berlin',
  '2026-03-02  09:30:00Z',
  '02.03.2026 09:30Z',
  '0000-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  '+12026-03-02T09:30:00Z',
  'x2026-03-02T09:30:00Z',
  '2026-03-02T09:30:00Zx',
])('is not read from %j', (text) => {
  expect(instantIn(text)).toBeNull();
});

/** An instant, and one of the texts that ISO 8601 has for it. */
const written = fc
  .record({
    at: fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(9999, 11, 30) }),
    offset: fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }),
    date: fc.constantFrom('calendar', 'ordinal', 'week'),
    isDateBasic: fc.boolean(),
    isTimeBasic: fc.boolean(),
    isZoneBasic: fc.boolean(),
    separator: fc.constantFrom('T', 't', ' '),
    mark: fc.constantFrom('.', ','),
    beyond: fc.stringMatching(/^\d{0,9}$/),
  })
  .map((form) => ({ ...form, text: textOf(form) }));

type Form = {
  readonly at: number;
  readonly offset: number;
  readonly date: string;
  readonly isDateBasic: boolean;
  readonly isTimeBasic: boolean;
  readonly isZoneBasic: boolean;
  readonly separator: string;
  readonly mark: string;
  readonly beyond: string;
};

function textOf(form: Form): string {
  const { at, offset, separator, mark, beyond } = form;
  const local = Temporal.Instant.fromEpochMilliseconds(at + offset * 60_000).toZonedDateTimeISO('UTC');
  const two = (count: number) => String(count).padStart(2, '0');
  const joined = (parts: readonly string[], by: string, isBasic: boolean) => parts.join(isBasic ? '' : by);
  const { year, month, day, dayOfYear, yearOfWeek = 0, weekOfYear = 0, dayOfWeek } = local;
  const dates: Readonly<Record<string, readonly string[]>> = {
    calendar: [String(year), two(month), two(day)],
    ordinal: [String(year), String(dayOfYear).padStart(3, '0')],
    week: [String(yearOfWeek), `W${two(weekOfYear)}`, String(dayOfWeek)],
  };
  const date = joined(dates[form.date] ?? [], '-', form.isDateBasic);
  const time = joined([two(local.hour), two(local.minute), two(local.second)], ':', form.isTimeBasic);
  const ahead = Math.abs(offset);
  const zone = joined([two(Math.floor(ahead / 60)), two(ahead % 60)], ':', form.isZoneBasic);
  const fraction = `${mark}${String(local.millisecond).padStart(3, '0')}${beyond}`;
  return `${date}${separator}${time}${fraction}${offset < 0 ? '-' : '+'}${zone}`;
}

it('is the same whatever form it was written in', () => {
  fc.assert(fc.property(written, ({ at, text }) => expect(instantIn(text)).toBe(at)));
});

it('is what Temporal reads, for the forms that Temporal reads', () => {
  const plain = written.filter(({ date, beyond }) => date === 'calendar' && beyond.length <= 6);
  fc.assert(
    fc.property(plain, ({ text }) => expect(instantIn(text)).toBe(Temporal.Instant.from(text).epochMilliseconds)),
  );
});

it('begins on the day that a week date names, in every year', () => {
  for (let year = 1990; year < 2060; year += 1) {
    const last = Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear ?? 0;
    const monday = instantIn(`${year}-W${last}-1T00:00:00Z`) ?? NaN;
    expect(toIso(monday + 3 * DAY_MS)).toMatch(new RegExp(`^${year}-12-`));
    expect([year, instantIn(`${year}-W${last + 1}-1T00:00:00Z`)]).toEqual([year, null]);
  }
});
