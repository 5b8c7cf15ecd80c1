import { given, isoDay, on } from '../../../../test/kit/given.js';
import { issue, met, open, promise, reset, retracted, settled, TICK, withdrawn } from '../../../../test/kit/story.js';

describe('setting an expectation', () => {
  it('is taken once for each id', () =>
    expect(given(open, promise(2, 5)).when(promise(1, 5, { what: 'other' }))).toBe('EXPECTATION_ALREADY_SET'));
  it('may belong to an issue known by then', () => {
    expect(given(open).when(promise(1, 5, { issueId: 'I' }))).toBe('ISSUE_UNKNOWN');
    expect(given(open, issue(2)).when(promise(1, 5, { issueId: 'I' }))).toBe('ISSUE_UNKNOWN');
    expect(given(open, issue(1)).when(promise(1, 5, { issueId: 'I' }))).toBe('RECORDED');
  });
  it.each(['dueAt', 'nextUpdateDueAt'])('sets %s after itself', (name) => {
    const refused = promise(2, null, { [name]: isoDay(2) });
    expect(given(open).when(refused)).toBe('DUE_IN_PAST');
    expect(given(open).field(refused)).toBe(name);
    expect(given(open).when(promise(2, null, { [name]: isoDay(2 + TICK) }))).toBe('RECORDED');
  });
  it('may have no due time', () => expect(given(open).when(promise(1, null))).toBe('RECORDED'));
});

describe.each([
  ['reset', () => reset(3, 9)],
  ['met', () => met(3)],
  ['withdrawn', () => withdrawn(3)],
  ['settled', () => settled(3, true)],
])('an expectation %s', (_name, act) => {
  it('was set by then', () => {
    expect(given(open).when(act())).toBe('EXPECTATION_UNKNOWN');
    expect(given(open, promise(4, 9)).when(act())).toBe('EXPECTATION_UNKNOWN');
    expect(given(open, promise(3, 9)).when(act())).toBe('RECORDED');
  });
  it('was not taken back', () => {
    const mistake = promise(1, 5);
    expect(given(open, mistake, retracted(2, mistake)).when(act())).toBe('EXPECTATION_UNKNOWN');
  });
  it.each([
    ['withdrawn', withdrawn(2, { substitute: 's' })],
    ['settled', settled(2, false)],
  ])('was not %s before', (_closed, closing) =>
    expect(given(open, promise(1, 5), closing).when(act())).toBe('EXPECTATION_CLOSED'),
  );
  it('may be, as a late fact, where it was closed only after', () => {
    expect(given(open, promise(1, 9), withdrawn(3 + TICK, { reason: 'r' })).when(act())).toBe('RECORDED');
    expect(given(open, promise(1, 9), settled(3 + TICK, false)).when(act())).toBe('RECORDED');
    expect(given(open, promise(1, 9), met(3 + TICK, { note: 'n' })).when(act())).toBe('RECORDED');
  });
  it('may be after its due time', () => expect(given(open, promise(1, 2)).when(act())).toBe('RECORDED'));
});

describe('what was met', () => {
  const kept = [open, promise(1, 5), met(2)];
  it('is not reset, met again or withdrawn', () => {
    expect(given(...kept).when(reset(3, 9))).toBe('EXPECTATION_CLOSED');
    expect(given(...kept).when(met(3, { note: 'n' }))).toBe('EXPECTATION_CLOSED');
    expect(given(...kept).when(withdrawn(3))).toBe('EXPECTATION_CLOSED');
  });
  it('is not settled from the very instant on at which it was withdrawn', () =>
    expect(given(open, promise(1, 5), withdrawn(3)).when(settled(3, true))).toBe('EXPECTATION_CLOSED'));
  it('may yet be settled by a system of record', () => expect(given(...kept).when(settled(3, false))).toBe('RECORDED'));
  it('may be met again where it was taken back', () => {
    const mistake = met(2, { note: 'n' });
    expect(given(open, promise(1, 5), mistake, retracted(3, mistake)).when(met(4, { note: 'n' }))).toBe('RECORDED');
  });
});

it('a reset sets a due time after itself', () => {
  expect(given(open, promise(1, 5)).when(reset(3, 3))).toBe('DUE_IN_PAST');
  expect(given(open, promise(1, 5)).field(reset(3, 3))).toBe('dueAt');
  expect(given(open, promise(1, 5)).when(reset(3, 3 + TICK))).toBe('RECORDED');
});

it('the same word from the same hand adds nothing', () => {
  expect(given(open, promise(1, 5), met(2)).when(met(2))).toBe('REPEATED');
  expect(given(open, promise(1, 5)).when(promise(1, 5))).toBe('REPEATED');
  expect(given(open, promise(1, 5), on(2, 'ExpectationWithdrawn', { expectationId: 'E' })).when(withdrawn(2))).toBe(
    'REPEATED',
  );
});
