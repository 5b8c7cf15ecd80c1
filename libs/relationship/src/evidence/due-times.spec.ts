import { given, on } from '../../../../test/kit/given.js';
import { bad, E, I, issue, learnedOn, met, open, promise, reset, surprise, TICK } from '../../../../test/kit/story.js';

const UNANNOUNCED = 'expectation_missed_unannounced';
const FOREWARNED = 'expectation_missed_forewarned';
const SURPRISED = 'expectation_missed_surprised';
const promised = promise(1, 5);
const ofIssue = [issue(0.5, { raisedBy: 'CUSTOMER' }), promise(1, 5, { issueId: 'I' })];

describe('a promise', () => {
  it('met before its due time is kept, when it was met', () =>
    expect(given(open, promised, met(3)).evidence()).toEqual([['expectation_kept', 3]]));
  it('met at the very instant is kept', () =>
    expect(given(open, promised, met(5)).evidence()).toEqual([['expectation_kept', 5]]));
  it('met an instant later is missed, and not kept', () =>
    expect(given(open, promised, met(5 + TICK)).evidence()).toEqual([[UNANNOUNCED, 5]]));
  it('without a due time is kept whenever it is met', () =>
    expect(given(open, promise(1, null), met(99)).evidence()).toEqual([['expectation_kept', 99]]));
  it('without a due time is never missed', () => expect(given(open, promise(1, null)).evidence()).toEqual([]));
});

describe('a due time', () => {
  it('has passed only after its instant', () => {
    expect(given(open, promised).counting(5)).toEqual([]);
    expect(given(open, promised).counting(5 + TICK)).toEqual([[UNANNOUNCED, 5]]);
  });
  it('that passed counts until the promise is met late, and after', () => {
    const history = [open, promised, met(7)];
    expect(given(...history).counting(6)).toEqual([[UNANNOUNCED, 5]]);
    expect(given(...history).counting(8)).toEqual([[UNANNOUNCED, 5]]);
  });
  it('is not missed once a late fact says that the promise was met in time', () =>
    expect(given(open, promised, on(4, 'ExpectationMet', { expectationId: 'E', recordedAt: 9e15 })).evidence()).toEqual(
      [['expectation_kept', 4]],
    ));
});

describe('the customer was told before it', () => {
  it('by bad news about the promise', () =>
    expect(given(open, promised, bad(3, E)).counting(6)).toContainEqual([FOREWARNED, 5]));
  it('by bad news about its issue', () =>
    expect(given(open, ...ofIssue, bad(3, I)).counting(6)).toContainEqual([FOREWARNED, 5]));
  it('at the very instant', () => expect(given(open, promised, bad(5, E)).counting(6)).toContainEqual([FOREWARNED, 5]));
  it('not an instant later', () =>
    expect(given(open, promised, bad(5 + TICK, E)).counting(6)).toContainEqual([UNANNOUNCED, 5]));
  it('not by bad news about its issue from before it was promised; from that very instant on', () => {
    const about = promise(3, 5, { issueId: 'I' });
    expect(given(open, issue(1), bad(3 - TICK, I), about).counting(6)).toContainEqual([UNANNOUNCED, 5]);
    expect(given(open, issue(1), bad(3, I), about).counting(6)).toContainEqual([FOREWARNED, 5]);
  });
  it.each(['GOOD', 'NO_CHANGE'] as const)('not by %s news', (news) =>
    expect(given(open, promised, bad(3, { ...E, news })).counting(6)).toContainEqual([UNANNOUNCED, 5]),
  );
  it('not by bad news about something else', () => {
    const other = promise(1, 50, { expectationId: 'E2' });
    const elsewhere = [issue(1), bad(3, I), bad(3, { about: { expectationId: 'E2' } }), bad(3)];
    expect(given(open, promised, other, ...elsewhere).counting(6)).toContainEqual([UNANNOUNCED, 5]);
  });
  it('not by another promise of the same issue', () => {
    const other = promise(1, 50, { expectationId: 'E2', issueId: 'I' });
    const history = [...ofIssue, other, bad(3, { about: { expectationId: 'E2' } })];
    expect(given(open, ...history).counting(6)).toContainEqual([UNANNOUNCED, 5]);
  });
  it.each(['StatusUpdateGiven', 'RetrospectiveHeld', 'SurpriseDelayOccurred'] as const)('not by a %s', (type) =>
    expect(given(open, promised, on(3, type, E)).counting(6)).not.toContainEqual([FOREWARNED, 5]),
  );
});

describe('a surprise beside it', () => {
  it('about this very due time: surprised', () =>
    expect(given(open, promised, surprise(4, E)).evidence()).toEqual([
      ['surprise', 4],
      [SURPRISED, 5],
    ]));
  it('after it, about it: surprised', () =>
    expect(given(open, promised, surprise(7, E)).evidence()).toEqual([
      [SURPRISED, 5],
      ['surprise', 7],
    ]));
  it('that took place after we told them: as if it never was', () =>
    expect(given(open, promised, bad(3, E), surprise(4, E)).counting(9)).toEqual([
      ['proactive_disclosure', 3],
      [FOREWARNED, 5],
    ]));
  it('at the very instant of a reset: they were told', () =>
    expect(given(open, promised, reset(3, 8), surprise(3, E)).evidence()).toEqual([
      [FOREWARNED, 5],
      [UNANNOUNCED, 8],
    ]));
  it('and then told before it: forewarned', () =>
    expect(given(open, promised, surprise(3, E), bad(4, E)).counting(9)).toEqual([
      ['surprise', 3],
      ['status_update', 4],
      [FOREWARNED, 5],
    ]));
  it('about its issue only: unannounced', () =>
    expect(given(open, ...ofIssue, surprise(4, I)).counting(9)).toEqual([
      ['surprise', 4],
      [UNANNOUNCED, 5],
    ]));
  it('may be of before we promised: they knew when they were promised', () =>
    expect(given(open, promise(2, 5), surprise(3, { ...E, ...learnedOn(1) })).evidence()).toEqual([
      ['surprise', 1],
      [SURPRISED, 5],
    ]));
  it('belongs to the due time in force when they learned', () => {
    expect(given(open, promised, reset(6, 8), surprise(9, E)).counting(9)).toEqual([
      [UNANNOUNCED, 5],
      [SURPRISED, 8],
      ['surprise', 9],
    ]);
    expect(given(open, promised, reset(6, 8), surprise(9, { ...E, ...learnedOn(5.5) })).counting(9)).toEqual([
      [SURPRISED, 5],
      ['surprise', 5.5],
      [UNANNOUNCED, 8],
    ]);
  });
});
