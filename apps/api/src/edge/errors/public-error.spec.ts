import { ClockBehind } from '#deployment';
import { GraphQLError } from 'graphql';
import pino from 'pino';
import { KeyUnusable } from '#contact-log';
import { DamagedEvent, OutcomeUnknown, StorageFull, StoreUnavailable, StreamDeleted } from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { apiError, beingPrepared, ERROR_CODES } from './codes.js';
import { publicError } from './public-error.js';

const lines: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
const wrapped = (cause: Error) => new GraphQLError(cause.message, { originalError: cause, path: ['recordCheckIn'] });
beforeEach(() => lines.splice(0));

it('keeps the code and the words of an error that was meant for the caller', () => {
  expect(publicError(wrapped(apiError('PAGE_TOO_LARGE')), log)).toEqual({
    message: ERROR_CODES.PAGE_TOO_LARGE.says,
    path: ['recordCheckIn'],
    locations: undefined,
    extensions: { code: 'PAGE_TOO_LARGE' },
  });
  expect(lines).toEqual([]);
});

it('says how far it is with what is asked again', () => {
  expect(publicError(beingPrepared(0.256), log).extensions).toEqual({
    code: 'BEING_PREPARED',
    retryAfterSeconds: 2,
    progress: 0.25,
  });
});

it('takes an error of no field for one about the variables', () => {
  expect(publicError(new GraphQLError('Variable "$n"'), log).extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(publicError(new GraphQLError('no null here', { path: ['me'] }), log).extensions.code).toBe('INTERNAL');
});

it.each([
  [new StorageFull(), 'STORAGE_FULL'],
  [new StoreUnavailable(), 'STORE_UNAVAILABLE'],
  [new ClockBehind(), 'CLOCK_BEHIND'],
  [new StreamDeleted('relationship-a'), 'STREAM_DELETED'],
  [new OutcomeUnknown(), 'OUTCOME_UNKNOWN'],
  [new KeyUnusable('acme'), 'KEYS_UNUSABLE'],
  [new DamagedEvent('relationship-acme', 0, 1n, 'torn'), 'EVENT_DAMAGED'],
  [new ViewsUnavailable('gone'), 'VIEWS_UNAVAILABLE'],
])('names a failure of the log or the views: %s', (failure, code) => {
  expect(publicError(wrapped(wrapped(failure)), log)).toMatchObject({ extensions: { code } });
});

it('hides what nobody foresaw and logs it under an id, without what was said', () => {
  const fault = new TypeError('cannot read "Ana is on sick leave"');
  const { message, extensions } = publicError(wrapped(fault), log);
  expect(message).toBe(ERROR_CODES.INTERNAL.says);
  expect(extensions.code).toBe('INTERNAL');
  expect(lines.join('')).toContain(extensions.errorId);
  expect(lines.join('')).toContain('public-error.spec');
  expect(lines.join('')).not.toContain('Ana');
});

it('does not trust a code that is not of the list', () => {
  const error = new GraphQLError('boo', { path: ['me'], extensions: { code: 'SQLITE_ERROR', sql: 'SELECT 1' } });
  expect(Object.keys(publicError(error, log).extensions)).toEqual(['code', 'errorId']);
});

it('takes anything that can be thrown', () => {
  for (const thrown of ['text', null, undefined, 7, { code: 'BAD_USER_INPUT' }])
    expect(publicError(thrown, log).extensions.code).toBe('INTERNAL');
});
