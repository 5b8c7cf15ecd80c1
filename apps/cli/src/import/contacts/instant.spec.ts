import { instantOf } from './instant.js';

it.each(['2026-03-02T09:30:00.000Z', '2026-03-02T10:30+01:00', '20260302T093000Z', '2026-W10-1T09:30Z'])(
  'is read from ISO 8601 with a zone: %s',
  (text) => {
    expect(instantOf(text)).toBe(Date.UTC(2026, 2, 2, 9, 30));
  },
);

it.each([
  '2026-03-02',
  '2026-03-02T09:30:00',
  '2026-02-29T09:30:00Z',
  '2026-02-31T09:30:00Z',
  '2026-13-01T09:30:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T23:59:60Z',
  '2026-03-02T09:30:00+25:00',
  '2026-03-02T09:30:00+01:60',
])('is not read from %s', (text) => {
  expect(instantOf(text)).toBeNull();
});
