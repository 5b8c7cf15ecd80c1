import { given, isoDay, on, opened } from '../../../../test/kit/given.js';

const open = opened(0);
const set = on(1, 'ExpectationSet', { expectationId: 'E', dueAt: isoDay(5) });
const reset = (at: number, due: number) => on(at, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(due) });

describe('a promise that is reset again', () => {
  it('to where it stands is a repeat; back to where it stood is not', () => {
    expect(given(open, set, reset(2, 7)).when(reset(3, 7))).toBe('REPEATED');
    expect(given(open, set, reset(2, 7), reset(3, 8)).when(reset(4, 7))).toBe('RECORDED');
    expect(given(open, set, reset(2, 7), reset(3, 8)).when(reset(2, 7))).toBe('REPEATED');
  });

  it('at one instant is judged by the latest reset', () => {
    expect(given(open, set, reset(2, 7), reset(2, 8)).when(reset(2, 7))).toBe('RECORDED');
    expect(given(open, set, reset(2, 7), reset(2, 8)).when(reset(2, 8))).toBe('REPEATED');
    expect(given(open, set, reset(2, 7), reset(2, 8), reset(2, 7)).when(reset(2, 7))).toBe('REPEATED');
  });

  it('to where it stands is a contact of its own under a key of its own', () => {
    const keyed = { ...reset(3, 7), idempotencyKey: 'k' };
    expect(given(open, set, reset(2, 7)).when(keyed)).toBe('RECORDED');
    expect(given(open, set, reset(2, 7), keyed).when({ ...reset(4, 7), idempotencyKey: 'k' })).toBe('REPEATED');
  });

  it('to the same due time is one due time', () =>
    expect(given(open, set, reset(2, 5)).evidence()).toEqual([['expectation_missed_unannounced', 5]]));

  it('keeps what its resets told, though a late fact says that it was met before', () => {
    const late = on(1.5, 'ExpectationMet', { expectationId: 'E' });
    expect(given(open, set, reset(2, 7), late).evidence()).toEqual([['expectation_kept', 1.5]]);
  });
});
