import {
  AppendTooLarge,
  InvalidAppend,
  PositionUnknown,
  StoreUnavailable,
  StreamDeleted,
} from '../port/event-store.js';
import { failureOf, NoAnswer } from './failures.js';

const said = (fields: object, message = 'said'): Error => Object.assign(new Error(message), fields);

it.each([
  [2n, 2],
  [0n, 0],
  ['no_stream', 'none'],
  [-1n, 'none'],
  [-2n, 'none'],
  [undefined, 'none'],
])('reads where the stream stands from any shape of a conflict: %p', (actualVersion, actual) => {
  expect(failureOf(said({ type: 'wrong-expected-version', actualVersion }))).toMatchObject({ is: 'CONFLICT', actual });
});

it.each([
  ['NOT_FOUND', said({ type: 'stream-not-found' })],
  ['NOT_DONE', said({ type: 'not-leader' })],
  ['NOT_DONE', said({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: Server Is Not Ready')],
  ['NOT_DONE', said({ type: 'unknown', code: 2 }, '2 UNKNOWN: No leader info available in response')],
  ['NOT_DONE', said({ code: 14 }, '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED')],
  ['NOT_DONE', said({}, 'Failed to discover after 10 attempts.')],
  ['IN_DOUBT', said({ type: 'timeout', code: 10 })],
  ['IN_DOUBT', said({ type: 'deadline-exceeded', code: 4 })],
  ['IN_DOUBT', said({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: Connection dropped')],
  ['IN_DOUBT', said({ type: 'cancelled', code: 1 })],
  ['IN_DOUBT', said({ type: 'unknown', code: 13 }, '13 INTERNAL: Received RST_STREAM with code 2')],
  ['IN_DOUBT', new NoAnswer('no answer')],
  ['IN_DOUBT', 'something that is no error'],
  ['REFUSED', said({ type: 'access-denied', code: 7 })],
  ['REFUSED', said({ code: 16 })],
  ['REFUSED', said({ code: 3 }, '3 INVALID_ARGUMENT: Trying to read from an invalid position.')],
  ['REFUSED', said({ code: 12 })],
])('takes for %s: %s', (is, thrown) => {
  expect(failureOf(thrown)).toMatchObject({ is });
});

it.each([
  [said({ type: 'maximum-append-size-exceeded', maxAppendSize: 1048576 })],
  [said({ type: 'unknown', code: 3 }, 'Event with Id: a, Size: 2, exceeds Maximum Append Event Size of 1048576.')],
  [said({ code: 3 }, '3 INVALID_ARGUMENT: Maximum Append Size of 1048576 Exceeded.')],
])('finds the limit of what is too large: %s', (thrown) => {
  const { error } = failureOf(thrown);
  expect(error).toBeInstanceOf(AppendTooLarge);
  expect(error).toMatchObject({ limitBytes: 1_048_576 });
});

it('names the stream that was deleted permanently', () => {
  const { error } = failureOf(said({ type: 'stream-deleted' }), { stream: 'relationship-1' });
  expect(error).toBeInstanceOf(StreamDeleted);
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(error.message).toContain('relationship-1');
});

it('says where no event stands, of a position that was asked for and of no other refusal', () => {
  const refused = said({ code: 3 }, '3 INVALID_ARGUMENT: Trying to read from an invalid position.');
  const { error } = failureOf(refused, { from: 7n });
  expect(error).toBeInstanceOf(PositionUnknown);
  expect(error).toMatchObject({ position: 7n, message: 'this log has no event at position 7', cause: refused });
  expect(failureOf(refused).error).toBeInstanceOf(InvalidAppend);
  expect(failureOf(said({ code: 3 }, '3 INVALID_ARGUMENT: no such filter'), { from: 7n }).error).toBeInstanceOf(
    InvalidAppend,
  );
});
