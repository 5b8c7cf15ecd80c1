import { given, on } from '../../../../test/kit/given.js';
import { bad, E, met, open, promise, reset, settled, surprise, TICK, withdrawn } from '../../../../test/kit/story.js';

const promised = promise(1, 5);

describe('a promise settled by a system of record', () => {
  it('as kept is kept, when it was settled', () =>
    expect(given(open, promised, settled(3, true)).evidence()).toEqual([['expectation_kept', 3]]));
  it('as kept holds over the due time that passed', () => {
    const history = [open, promised, settled(9, true)];
    expect(given(...history).counting(8)).toEqual([['expectation_missed_unannounced', 5]]);
    expect(given(...history).counting(9)).toEqual([['expectation_kept', 9]]);
  });
  it('as missed is missed when it was settled, whatever the due time', () => {
    expect(given(open, promised, settled(3, false)).evidence()).toEqual([['expectation_missed_unannounced', 3]]);
    expect(given(open, promised, settled(9, false)).evidence()).toEqual([['expectation_missed_unannounced', 9]]);
  });
  it('as missed is so by whether the customer was told by then', () => {
    const history = [open, promised, settled(9, false)];
    expect(given(...history, bad(8, E)).evidence()).toContainEqual(['expectation_missed_forewarned', 9]);
    expect(given(...history, bad(9, E)).evidence()).toContainEqual(['expectation_missed_forewarned', 9]);
    expect(given(...history, bad(9 + TICK, E)).evidence()).toContainEqual(['expectation_missed_unannounced', 9]);
    expect(given(...history, surprise(7, E)).evidence()).toEqual([
      ['surprise', 7],
      ['expectation_missed_surprised', 9],
    ]);
  });
  it('overrules our own word that it was met', () =>
    expect(given(open, promised, met(3), settled(4, false)).evidence()).toEqual([
      ['expectation_missed_unannounced', 4],
    ]));
  it('counts once where we said so too', () =>
    expect(given(open, promised, met(3), settled(4, true)).evidence()).toEqual([['expectation_kept', 4]]));
  it('may be one without a due time', () =>
    expect(given(open, promise(1, null), settled(9, false)).evidence()).toEqual([
      ['expectation_missed_unannounced', 9],
    ]));
  it('leaves what was missed before a reset, and holds over the due time then in force', () => {
    const missed = ['expectation_missed_unannounced', 5];
    expect(given(open, promised, reset(6, 8), settled(9, true)).evidence()).toEqual([missed, ['expectation_kept', 9]]);
    expect(given(open, promised, reset(6, 8), settled(9, false)).evidence()).toEqual([
      missed,
      ['expectation_missed_unannounced', 9],
    ]);
    expect(given(open, promised, settled(9, true), reset(6, 8)).evidence()).toEqual([missed, ['expectation_kept', 9]]);
  });
  it('holds over a due time that was reset only after, from that very instant on over the new one', () => {
    expect(given(open, promised, reset(6, 9), settled(5.5, true)).evidence()).toEqual([['expectation_kept', 5.5]]);
    expect(given(open, promised, reset(6, 9), settled(6, true)).evidence()).toEqual([
      ['expectation_missed_unannounced', 5],
      ['expectation_kept', 6],
    ]);
  });
  it('is settled once: of two, as late facts may have it, the first holds', () => {
    expect(given(open, promised, settled(4, true), settled(3, false)).evidence()).toEqual([
      ['expectation_missed_unannounced', 3],
    ]);
    expect(given(open, promised, settled(4, true), withdrawn(3)).evidence()).toEqual([['withdrawn', 3]]);
  });
  it('is not undone by what is said after', () =>
    expect(given(open, promised, settled(3, true), met(9), withdrawn(9)).evidence()).toEqual([
      ['expectation_kept', 3],
    ]));
});

describe('a promise withdrawn', () => {
  it('without a substitute is withdrawn, and nothing is missed', () =>
    expect(given(open, promised, withdrawn(3)).evidence()).toEqual([['withdrawn', 3]]));
  it('with one is withdrawn_with_substitute', () =>
    expect(given(open, promised, withdrawn(3, { substitute: 'a loaner' })).evidence()).toEqual([
      ['withdrawn_with_substitute', 3],
    ]));
  it('at the very due time misses nothing', () =>
    expect(given(open, promised, withdrawn(5)).evidence()).toEqual([['withdrawn', 5]]));
  it('after its due time misses nothing further', () =>
    expect(given(open, promised, reset(6, 9), withdrawn(8)).evidence()).toEqual([
      ['expectation_missed_unannounced', 5],
      ['withdrawn', 8],
    ]));
  it('is not kept by what is said after', () =>
    expect(given(open, promised, withdrawn(3), met(4)).evidence()).toEqual([['withdrawn', 3]]));
  it('is not withdrawn where a late fact says that it was met before', () =>
    expect(
      given(open, promised, withdrawn(3), on(2, 'ExpectationMet', { expectationId: 'E', recordedAt: 9e15 })).evidence(),
    ).toEqual([['expectation_kept', 2]]));
});
