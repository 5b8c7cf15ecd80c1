import { given, on } from '../../../../test/kit/given.js';
import { declined, open } from '../../../../test/kit/story.js';

const fulfilled = (days: number) => on(days, 'NeedFulfilled', { needId: 'N' });
const needed = (days: number, requestId = 'R') => declined(days, { requestId, needId: 'N' });

describe('fulfilling a need', () => {
  it('needs somebody who had asked for it by then', () => {
    expect(given(open).when(fulfilled(1))).toBe('NEED_UNKNOWN');
    expect(given(open, needed(2)).when(fulfilled(1))).toBe('NEED_UNKNOWN');
    expect(given(open, needed(1)).when(fulfilled(1))).toBe('RECORDED');
  });
  it('is taken once while nobody asks again', () => {
    expect(given(open, needed(1), fulfilled(2)).when(fulfilled(3))).toBe('NEED_ALREADY_FULFILLED');
    expect(given(open, needed(1), fulfilled(2), needed(3, 'R2')).when(fulfilled(4))).toBe('RECORDED');
  });
  it('is need_fulfilled', () =>
    expect(given(open, needed(1), fulfilled(2)).evidence()).toEqual([
      ['decline_plain', 1],
      ['need_fulfilled', 2],
    ]));
  it('is not taken a second time for the same wait when it arrives late', () => {
    expect(given(open, needed(1), fulfilled(5)).when(fulfilled(3))).toBe('NEED_ALREADY_FULFILLED');
    expect(given(open, needed(1), needed(4, 'S'), fulfilled(5)).when(fulfilled(3))).toBe('RECORDED');
  });
});
