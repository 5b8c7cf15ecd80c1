import { given } from '../../../../test/kit/given.js';
import { bad, E, met, open, promise, reset } from '../../../../test/kit/story.js';

const UNANNOUNCED = 'expectation_missed_unannounced';
const FOREWARNED = 'expectation_missed_forewarned';
const promised = promise(1, 5);

describe('a reset', () => {
  it('from Friday to Monday, met on Thursday: kept, nothing missed', () =>
    expect(given(open, promised, reset(3, 8), met(4)).evidence()).toEqual([['expectation_kept', 4]]));
  it('before the due time, met after the old and by the new: forewarned, and kept', () =>
    expect(given(open, promised, reset(3, 8), met(8)).evidence()).toEqual([
      [FOREWARNED, 5],
      ['expectation_kept', 8],
    ]));
  it('at the very due time tells in time', () =>
    expect(given(open, promised, reset(5, 8), met(6)).evidence()).toEqual([
      [FOREWARNED, 5],
      ['expectation_kept', 6],
    ]));
  it('after the due time came too late for the old, and sets the new', () =>
    expect(given(open, promised, reset(6, 8), met(7)).evidence()).toEqual([
      [UNANNOUNCED, 5],
      ['expectation_kept', 7],
    ]));
  it('to an earlier time is held to the earlier', () =>
    expect(given(open, promised, reset(2, 3), met(4)).evidence()).toEqual([[UNANNOUNCED, 3]]));
  it('is in force from its very instant on, and not before', () => {
    expect(given(open, promised, reset(6, 9), met(6)).evidence()).toEqual([
      [UNANNOUNCED, 5],
      ['expectation_kept', 6],
    ]);
    expect(given(open, promised, reset(6, 9), met(5.5)).evidence()).toEqual([[UNANNOUNCED, 5]]);
  });
  it('recorded late counts from when it happened', () => {
    const late = reset(3, 8, { recordedAt: 9e15 });
    expect(given(open, promised, met(6), late).evidence()).toEqual([
      [FOREWARNED, 5],
      ['expectation_kept', 6],
    ]);
  });
  it('does not tell of the due time that it sets', () =>
    expect(given(open, promised, reset(3, 8)).evidence()).toEqual([
      [FOREWARNED, 5],
      [UNANNOUNCED, 8],
    ]));
  it('in a chain: each due time that passes unmet counts', () => {
    const chain = [open, promised, reset(4, 8), reset(7, 11), reset(12, 14)];
    const missed = [
      [FOREWARNED, 5],
      [FOREWARNED, 8],
      [UNANNOUNCED, 11],
    ];
    expect(given(...chain, met(13)).evidence()).toEqual([...missed, ['expectation_kept', 13]]);
    expect(given(...chain, met(15)).evidence()).toEqual([...missed, [UNANNOUNCED, 14]]);
    expect(given(...chain, bad(13, E), met(15)).evidence()).toContainEqual([FOREWARNED, 14]);
  });
  it('twice before either is due: those that pass unmet count', () =>
    expect(given(open, promised, reset(2, 8), reset(3, 11), met(6)).evidence()).toEqual([
      [FOREWARNED, 5],
      ['expectation_kept', 6],
    ]));
  it('of a promise without a due time gives it one', () =>
    expect(given(open, promise(1, null), reset(2, 4), met(5)).evidence()).toEqual([[UNANNOUNCED, 4]]));
});
