import { known } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
  HOUR,
  I,
  issue,
  met,
  nextBy,
  open,
  promise,
  reset,
  settled,
  surprise,
  TICK,
  update,
  withdrawn,
} from '../../../../test/kit/story.js';
import { given, isoDay } from '../../../../test/kit/given.js';

const matter = (...history: Parameters<typeof known>) => known(open, ...history).matterOf('expectation:E');
const promised = promise(1, 5);
const other = promise(1, 9, { expectationId: 'E2' });

describe('made good: informed within the notice', () => {
  const informed = (...history: Parameters<typeof known>) => matter(...history).recovery()?.informedWithinNotice;
  it('of a promise without an issue: by its due time and the notice', () => {
    expect(informed(promised)).toBe(false);
    expect(informed(promised, bad(3, E))).toBe(true);
    expect(informed(promised, bad(5 + 4 * HOUR, E))).toBe(true);
    expect(informed(promised, bad(5 + 4 * HOUR + TICK, E))).toBe(false);
  });
  it('of any due time that it had, but of none that it has not', () => {
    expect(informed(promised, reset(4, 9))).toBe(true);
    expect(informed(promise(1, null), bad(3, E))).toBe(false);
    expect(informed(promise(1, null), reset(2, 5), bad(7, E))).toBe(false);
  });
  it('of any promise of an issue that nobody detected; of one that we detected, by that alone', () => {
    const ofIssue = [promise(1, 5, { issueId: 'I' }), promise(1, 9, { issueId: 'I', expectationId: 'E2' })];
    const elsewhere = { about: { expectationId: 'E2' } };
    expect(informed(issue(0.5, { raisedBy: 'CUSTOMER' }), ...ofIssue, bad(8, elsewhere))).toBe(true);
    expect(informed(issue(0.5), ...ofIssue, bad(8, elsewhere))).toBe(false);
    expect(informed(issue(0.5), ...ofIssue, bad(0.5 + 4 * HOUR, I))).toBe(true);
  });
});

describe('made good: the renewed promise kept', () => {
  const kept = (...history: Parameters<typeof known>) => matter(...history).recovery()?.renewedPromiseKept;
  it.each([
    ['met in time', met(9), true],
    ['met late', met(9 + TICK), false],
    ['settled as kept, late or not', settled(10, true), true],
    ['settled as missed', settled(8, false), false],
    ['withdrawn', withdrawn(8), false],
  ])('%s', (_name, closing, expected) => expect(kept(promised, reset(6, 9), closing)).toBe(expected));
  it('is not the first promise', () => {
    expect(kept(promised, met(4))).toBe(false);
    expect(kept(promised, settled(4, true))).toBe(false);
    expect(kept(promised, reset(6, 9), met(5.5))).toBe(false);
  });
  it('is one of those about an issue', () => {
    const ofIssue = [issue(0.5), promise(1, 5, { issueId: 'I' }), promise(1, 9, { issueId: 'I', expectationId: 'E2' })];
    expect(kept(...ofIssue, reset(6, 9), met(8))).toBe(true);
    expect(kept(...ofIssue)).toBe(false);
  });
});

it('is nothing that can be made good where it belongs to no issue and no promise', () => {
  expect(known(open, update(1)).matterOf(null).recovery()).toBeNull();
  expect(known(open, issue(1)).matterOf('issue:I').recovery()).not.toBeNull();
  expect(matter(promised).recovery()).not.toBeNull();
  // A word alone is no reason explained.
  expect(matter(promised, update(2, E)).recovery()).toMatchObject({ reasonExplained: false, workaroundOffered: false });
});

describe('what went wrong', () => {
  const history = [issue(0.5), promise(1, 5, { issueId: 'I' }), promise(1, 9, { issueId: 'I', expectationId: 'E2' })];
  const whole = known(open, ...history, reset(6, 8)).matterOf('issue:I');
  it('is the issue, or each due time of the promise', () => {
    expect(whole.slipsOf('issue:I')).toEqual([whole.issue]);
    expect(whole.slipsOf('expectation:E').map((slip) => slip.toldAt !== null)).toEqual([true, false]);
    expect(whole.slipsOf('expectation:E2')).toHaveLength(1);
    expect([whole.slipsOf(null), whole.slipsOf('expectation:E3'), whole.slipsOf('issue:J')]).toEqual([[], [], []]);
  });
  it('is told apart by its id', () => {
    expect(whole.expectation('E2')?.expectationId).toBe('E2');
    expect(whole.expectation('E3')).toBeNull();
    expect(whole.issue?.issueId).toBe('I');
  });
  it('has a surprise by an escalation only of what we had detected by then', () => {
    const detected = issue(3, { detectedAt: isoDay(2) });
    const surprisedAt = (days: number) =>
      given(open, detected, escalated(days, I))
        .evidence()
        .map(([name]) => name);
    expect(surprisedAt(2 - TICK)).toEqual(['complaint']);
    expect(surprisedAt(2)).toEqual(['complaint', 'surprise']);
  });
  it('is one surprise, the earliest learned; of two at one time, the first to happen', () => {
    const [first, second] = [
      surprise(3, { ...I, customerLearnedAt: isoDay(2) }),
      surprise(4, { ...I, customerLearnedAt: isoDay(2) }),
    ];
    const slip = known(open, issue(1), second, first).matterOf('issue:I').issue;
    expect([slip?.surprisedByEventId, slip?.toldAt, slip?.toldByEventId]).toEqual([first.id, null, null]);
  });
});

describe('the next word', () => {
  const said = update(2, { ...E, ...nextBy(3) });
  const next = (...history: Parameters<typeof known>) => {
    const { marks, firstWordAfter } = matter(promised, said, ...history);
    const mark = marks.find(({ is }) => is === 'UPDATE_PROMISED');
    return mark === undefined
      ? 'none'
      : (firstWordAfter.call(matter(promised, said, ...history), mark)?.eventId ?? null);
  };
  it('is the first after it, not the word that promised it nor one about something else', () => {
    const [soon, later] = [update(2.5, E), update(2.7, E)];
    expect(next()).toBeNull();
    expect(next(later, soon)).toBe(soon.id);
    expect(next(other, update(2.5, { about: { expectationId: 'E2' } }))).toBeNull();
    expect(next(update(1.5, E))).toBeNull();
  });
  it('is promised by the contact that says so', () => {
    expect(matter(promised, said).updatePromisedBy(said.id)?.dueAt).toBe(Date.parse(isoDay(3)));
    expect(matter(promised, said).updatePromisedBy(promised.id)).toBeNull();
  });
});
