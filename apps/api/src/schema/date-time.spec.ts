import { GraphQLError, Kind } from 'graphql';
import { DateTime } from './date-time.js';

it.each([
  ['2026-03-02T09:30:00.000Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T10:30:00+01:00', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00.123456789Z', '2026-03-02T09:30:00.123Z'],
  ['2024-02-29T23:59:59-12:00', '2024-03-01T11:59:59.000Z'],
  ['2026-03-02 10:30:00.000+0100', '2026-03-02T09:30:00.000Z'],
  ['20260302T093000Z', '2026-03-02T09:30:00.000Z'],
])('takes %s for %s', (text, instant) => {
  expect(DateTime.parseValue(text)).toBe(instant);
  expect(DateTime.parseLiteral({ kind: Kind.STRING, value: text })).toBe(instant);
});

it.each([
  '',
  '2026-03-02',
  '2026-03-02T09:30:00',
  '2026-02-29T00:00:00Z',
  '2026-02-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:60:00Z',
  '2026-03-02T09:30:60Z',
  '2026-03-02T09:30:00+25:00',
  '0000-01-01T00:00:00+23:00',
  '9999-12-31T23:00:00-23:00',
  '+12026-03-02T09:30:00Z',
  'tomorrow',
  1772443800000,
  true,
  null,
  {},
])('refuses %j', (value) => {
  const codeOf = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return error instanceof GraphQLError ? error.extensions.code : error;
    }
  };
  expect(codeOf(() => DateTime.parseValue(value))).toBe('BAD_USER_INPUT');
});

it('refuses a literal that is no text', () => {
  expect(() => DateTime.parseLiteral({ kind: Kind.INT, value: '1772443800000' })).toThrow(GraphQLError);
});

it('serves instants of the log and of the clock alike', () => {
  expect(DateTime.serialize('2026-03-02T09:30:00.000Z')).toBe('2026-03-02T09:30:00.000Z');
  expect(DateTime.serialize(Date.UTC(2026, 2, 2, 9, 30))).toBe('2026-03-02T09:30:00.000Z');
});
