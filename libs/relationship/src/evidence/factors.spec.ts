import { given, on } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
  HOUR,
  I,
  issue,
  met,
  open,
  promise,
  reset,
  retracted,
  surprise,
  TICK,
  update,
} from '../../../../test/kit/story.js';

describe('severity', () => {
  const major = issue(1, { severity: 'MAJOR' });
  const ofMajor = promise(1, 5, { issueId: 'I' });
  it.each([
    ['a disclosure', 'proactive_disclosure', [major, bad(2, I)]],
    ['a status update', 'status_update', [major, update(2, I)]],
    ['a complaint', 'complaint', [major, escalated(2, I)]],
    ['a surprise', 'surprise', [major, surprise(2, I)]],
    ['a handover', 'reassignment', [major, on(2, 'IssueHandedOver', { issueId: 'I' })]],
    ['a miss of its promise', 'expectation_missed_unannounced', [major, ofMajor]],
    ['its promise, kept', 'expectation_kept', [major, ofMajor, met(3)]],
    ['a surprise about its promise', 'surprise', [major, ofMajor, surprise(3, E)]],
    ['a word about its promise', 'status_update', [major, ofMajor, update(3, E)]],
  ])('%s has that of the issue', (_name, evidenceClass, history) =>
    expect(given(open, ...history).entry(evidenceClass).severity).toBe('MAJOR'),
  );
  it('is NORMAL where the issue does not say, and where there is none', () => {
    expect(given(open, issue(1), update(2, I)).entry('status_update').severity).toBe('NORMAL');
    expect(given(open, major, update(2)).entry('status_update').severity).toBe('NORMAL');
    expect(given(open, major, promise(1, 5)).entry('expectation_missed_unannounced').severity).toBe('NORMAL');
  });
  it('is that of the issue to which the promise belongs as it was set again', () => {
    const mistake = retracted(2, ofMajor);
    const again = promise(1, 5, { what: 'w' });
    expect(given(open, major, ofMajor, mistake, again).entry('expectation_missed_unannounced').severity).toBe('NORMAL');
  });
  it('is that of an issue recorded after the promise that belongs to it', () => {
    const minor = issue(0.5, { severity: 'MINOR', recordedAt: 9e15 });
    expect(given(open, ofMajor, minor).entry('expectation_missed_unannounced').severity).toBe('MINOR');
  });
});

it('our own word is kept apart from what was seen', () => {
  expect(given(open, on(1, 'CheckInHeld')).entry('check_in').selfReported).toBe(false);
  expect(given(open, on(1, 'CheckInHeld', { evidence: 'OBSERVED' })).entry('check_in').selfReported).toBe(false);
  expect(given(open, on(1, 'CheckInHeld', { evidence: 'SELF_REPORTED' })).entry('check_in').selfReported).toBe(true);
});

describe('what was done to make a miss good again', () => {
  const ours = issue(1);
  const ofIssue = promise(1, 5, { issueId: 'I' });
  const story = [open, ours, ofIssue, promise(1, 50, { expectationId: 'E2' })];
  const recovery = (...history: Parameters<typeof given>) =>
    given(...story, ...history).entry('expectation_missed_unannounced', 40).recovery;
  const forewarned = (...history: Parameters<typeof given>) =>
    given(...story, ...history).entry('expectation_missed_forewarned', 40).recovery;

  const NOTHING = {
    informedWithinNotice: false,
    workaroundOffered: false,
    reasonExplained: false,
    renewedPromiseKept: false,
    jointRetrospective: false,
  };
  it('is nothing at first', () => expect(recovery()).toEqual(NOTHING));
  it('informed within the notice, to the very instant', () => {
    expect(forewarned(bad(1 + 4 * HOUR, I))).toMatchObject({ informedWithinNotice: true });
    expect(forewarned(bad(1 + 4 * HOUR + TICK, I))).toMatchObject({ informedWithinNotice: false });
  });
  it('a workaround offered; another option is none', () => {
    expect(recovery(bad(9, { ...I, options: [{ kind: 'WORKAROUND' }] }))).toEqual({
      ...NOTHING,
      workaroundOffered: true,
    });
    expect(recovery(bad(9, { ...I, options: [{ kind: 'LATER' }] }))).toEqual(NOTHING);
  });
  it('the reason explained, on a call or with a reset', () => {
    expect(recovery(bad(9, { ...I, reason: 'r' }))).toEqual({ ...NOTHING, reasonExplained: true });
    expect(forewarned(reset(4, 39), bad(4.5, { ...E, reason: 'r' }), met(38))).toMatchObject({ reasonExplained: true });
    expect(forewarned(reset(4, 39, { reason: 'r' }), met(38))).toMatchObject({ reasonExplained: true });
  });
  it('the renewed promise kept; not the first one', () => {
    expect(forewarned(reset(4, 9), met(9))).toMatchObject({ renewedPromiseKept: true });
    expect(forewarned(reset(4, 39))).toMatchObject({ renewedPromiseKept: false });
  });
  it('a joint retrospective on it; ours alone is none', () => {
    const both = { ...I, providerView: 'slow', customerView: 'late' };
    expect(recovery(on(9, 'RetrospectiveHeld', both))).toEqual({ ...NOTHING, jointRetrospective: true });
    expect(recovery(on(9, 'RetrospectiveHeld', { ...I, providerView: 'slow' }))).toMatchObject({
      jointRetrospective: false,
    });
  });
  it('belongs to its own issue or promise only', () => {
    const elsewhere = { about: { expectationId: 'E2' }, reason: 'r', options: [{ kind: 'WORKAROUND' }] } as const;
    expect(recovery(bad(9, elsewhere))).toMatchObject({ workaroundOffered: false, reasonExplained: false });
    expect(given(open, on(1, 'MisstatementProven', { what: 'it' })).entry('misstatement').recovery).toBeNull();
  });
});
