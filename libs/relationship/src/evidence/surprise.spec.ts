import { given, isoDay, on } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
  I,
  issue,
  learnedOn,
  nextBy,
  open,
  promise,
  surprise,
  TICK,
  update,
} from '../../../../test/kit/story.js';

const ours = issue(2, { detectedAt: isoDay(1) });
const surprises = (...history: Parameters<typeof given>) =>
  given(open, ...history)
    .evidence()
    .filter(([name]) => name === 'surprise');

describe('a surprise', () => {
  it('is at the time the customer learned', () => {
    expect(surprises(ours, surprise(5, I))).toEqual([['surprise', 5]]);
    expect(surprises(ours, surprise(5, { ...I, ...learnedOn(3) }))).toEqual([['surprise', 3]]);
  });
  it('is none where they had been told by then, to the very instant', () => {
    expect(surprises(ours, bad(3, I), surprise(5, I))).toEqual([]);
    expect(surprises(ours, bad(3, I), surprise(5, { ...I, ...learnedOn(3) }))).toEqual([]);
    expect(surprises(ours, bad(3 + TICK, I), surprise(5, { ...I, ...learnedOn(3) }))).toEqual([['surprise', 3]]);
  });
  it('stays where they are told after', () =>
    expect(surprises(ours, surprise(3, I), bad(4, I))).toEqual([['surprise', 3]]));
  it('is one per slip at the earliest time learned, however many say so', () => {
    expect(surprises(ours, surprise(4, I), surprise(5, I), escalated(6, I))).toEqual([['surprise', 4]]);
    expect(surprises(ours, escalated(4, I), surprise(5, { ...I, ...learnedOn(3) }))).toEqual([['surprise', 3]]);
    expect(surprises(promise(1, 9), surprise(4, E), surprise(5, { ...E, ...learnedOn(3) }))).toEqual([['surprise', 3]]);
    const theirs = issue(4, { raisedBy: 'CUSTOMER', detectedAt: isoDay(1) });
    expect(surprises(theirs, surprise(6, I), escalated(7, I))).toEqual([['surprise', 4]]);
  });
  it('is one for each slip', () => {
    const history = [ours, promise(2, 5, { issueId: 'I' }), surprise(4, I), surprise(4, E)];
    expect(surprises(...history)).toHaveLength(2);
    const chain = [promise(2, 5), on(6, 'ExpectationReset', { ...E.about, dueAt: isoDay(8) })];
    expect(surprises(...chain, surprise(4, E), surprise(5.5, E), surprise(7, E), surprise(9, E))).toEqual([
      ['surprise', 4],
      ['surprise', 7],
    ]);
  });
  it('is voided by a call recorded late that had told them before', () => {
    const call = on(2.5, 'ProactiveCallMade', { ...I, news: 'BAD', recordedAt: 9e15 });
    expect(given(open, ours, surprise(3, I), call).evidence()).toEqual([['proactive_disclosure', 2.5]]);
  });
  it('counts only once it is recorded as having happened', () =>
    expect(given(open, ours, surprise(5, { ...I, ...learnedOn(3) })).counting(4)).toEqual([]));
  it('discharges nothing that is owed', () => {
    const promised = update(2.5, { ...I, ...nextBy(4) });
    expect(given(open, ours, promised, surprise(3, I)).counting(9)).toContainEqual(['update_owed_not_sent', 4]);
  });
});

describe('an escalation by the customer', () => {
  it('about an issue we had detected and not told: complaint and surprise', () =>
    expect(given(open, ours, escalated(3, I)).evidence()).toEqual([
      ['complaint', 3],
      ['surprise', 3],
    ]));
  it('about an issue of which they were told: complaint', () => {
    expect(given(open, ours, bad(2, I), escalated(3, I)).counting(3)).not.toContainEqual(['surprise', 3]);
    expect(given(open, ours, bad(3, I), escalated(3, I)).counting(3)).not.toContainEqual(['surprise', 3]);
    expect(given(open, ours, bad(3 + TICK, I), escalated(3, I)).counting(9)).toContainEqual(['surprise', 3]);
  });
  it('about an issue that they raised and we had not detected: complaint', () =>
    expect(given(open, issue(2, { raisedBy: 'CUSTOMER' }), escalated(3, I)).evidence()).toEqual([['complaint', 3]]));
  it('about nothing, or a promise: complaint', () => {
    expect(given(open, escalated(3)).evidence()).toEqual([['complaint', 3]]);
    expect(given(open, promise(1, 9), escalated(3, E)).counting(4)).toEqual([['complaint', 3]]);
  });
  it('is escalated_on_behalf where we raised it', () =>
    expect(given(open, ours, escalated(3, { ...I, raisedBy: 'PROVIDER' })).evidence()).toEqual([
      ['escalated_on_behalf', 3],
    ]));
});
