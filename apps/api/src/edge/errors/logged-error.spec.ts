import { DamagedEvent, StoreUnavailable } from '#event-store';
import { ERROR_CODES } from './codes.js';
import { logError, loggedError } from './logged-error.js';

const ANA = 'Ana is on sick leave';
const withCode = (error: Error, code: string): Error => Object.assign(error, { code });

it('is a code and our own sentence, with the codes of what is below', () => {
  const cause = withCode(new Error(`disk I/O error near "${ANA}"`), 'SQLITE_IOERR_WRITE');
  expect(loggedError(new StoreUnavailable(ANA, { cause }))).toEqual({
    code: 'STORE_UNAVAILABLE',
    error: ERROR_CODES.STORE_UNAVAILABLE.says,
    because: ['SQLITE_IOERR_WRITE'],
  });
  expect(loggedError(new StoreUnavailable(ANA, { cause: withCode(new Error(), '57P01') })).because).toEqual(['57P01']);
});

it.each([
  new DamagedEvent(`relationship-${ANA}`, 0, 1n, ANA),
  new TypeError(ANA),
  withCode(new Error(ANA), ANA),
  ANA,
  null,
])('never holds data, nor frames: %s', (error) => {
  const lines: unknown[] = [];
  const write = (fields: object, says: string) => void lines.push([fields, says]);
  logError({ error: write, warn: write, debug: () => undefined }, error, 'it failed', { errorId: 'e' });
  expect(lines).toEqual([[expect.objectContaining({ errorId: 'e', ...loggedError(error) }), 'it failed']]);
  expect(JSON.stringify(lines)).not.toMatch(/Ana|spec\.ts|frames/);
});

it('says at debug level where a fault was thrown that nobody foresaw', () => {
  const lines: object[] = [];
  const log = { error: () => undefined, warn: () => undefined, debug: (fields: object) => void lines.push(fields) };
  logError(log, new TypeError(ANA), 'it failed');
  logError(log, new StoreUnavailable(ANA), 'it failed');
  expect(lines).toEqual([
    { error: 'TypeError', frames: expect.arrayContaining([expect.stringContaining('spec')]) as [] },
  ]);
});
