import { position, span, time, timesAsked, wholeUpTo } from './options.js';
import { UsageError } from '../terminal/usage-error.js';

describe('a time', () => {
  it.each([
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-03-02T09:30Z', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02T09:30:15.5+01:00', '2026-03-02T08:30:15.500Z'],
  ])('is a day or says its zone: %s', (text, instant) => {
    expect(new Date(time(text)).toISOString()).toBe(instant);
  });

  it.each(['2026-02-29', '2026-02-31', '2026-02-31T10:00:00Z', '2026-13-01', '2026-00-10T00:00Z'])(
    'is on a day that there is: %s',
    (text) => {
      expect(() => time(text)).toThrow(`There is no day ${text.slice(0, 10)}.`);
    },
  );

  it.each(['', 'now', '2026-03', '2026-03-02T10:00', '2026-03-02T24:00Z', '2026-03-02T23:59:60Z', '2026-03-02T10:60Z'])(
    'is one of its day: %j',
    (text) => {
      expect(() => time(text)).toThrow('from 00:00:00 to 23:59:59');
    },
  );
});

it('takes spans, positions and numbers within their bounds only', () => {
  expect([span('30m'), span('2w'), position('0'), wholeUpTo(5)('5')]).toEqual([1_800_000, 1_209_600_000, 0n, 5]);
  for (const wrong of ['0d', '1y', '1.5h', '-1d', '1234567d']) expect(() => span(wrong)).toThrow('Give a span');
  for (const wrong of ['-1', '1.5', 'end', '1234567890123456789'])
    expect(() => position(wrong)).toThrow('Give a position');
  for (const wrong of ['0', '6', '1.5', '1e0', '']) expect(() => wholeUpTo(5)(wrong)).toThrow('from 1 to 5');
});

describe('times', () => {
  const DAY = 86_400_000;

  it('are those asked for, in order and once, or from one to another', () => {
    expect(timesAsked({ asOf: [3, 1, 3] }, 9)).toEqual([1, 3]);
    expect(timesAsked({ from: 0, to: 2 * DAY }, 9)).toEqual([0, DAY, 2 * DAY]);
    expect(timesAsked({ from: 0, every: 4 }, 9)).toEqual([0, 4, 8]);
    expect(timesAsked({}, 9)).toEqual([9]);
  });

  it.each([
    [{ asOf: [1], from: 0 }, 'not both'],
    [{ to: 1 }, '--to needs --from'],
    [{ from: 2, to: 1 }, 'must not be after'],
    [{ from: 0, to: 5_000, every: 1 }, 'that makes 5001 times'],
  ])('are refused where they do not go together: %j', (asked, says) => {
    expect(() => timesAsked(asked, 9)).toThrow(UsageError);
    expect(() => timesAsked(asked, 9)).toThrow(says);
  });
});
