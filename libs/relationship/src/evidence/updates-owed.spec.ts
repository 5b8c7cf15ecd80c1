import { given, on } from '../../../../test/kit/given.js';
import {
  bad,
  E,
  escalated,
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
import type { RecordedContact } from '../facts/recorded-contact.js';

const story = [open, issue(0.1), promise(0.2, 50, { issueId: 'I' }), promise(0.2, 60, { expectationId: 'E2' })];
const owedOn = (days: number, ...history: RecordedContact[]) =>
  given(...story, ...history)
    .counting(days)
    .filter(([name]) => name === 'update_owed_not_sent')
    .map(([, at]) => at);

const aboutIssue = update(1, { ...I, ...nextBy(5) });
const aboutPromise = update(1, { ...E, ...nextBy(5) });
const aboutNothing = update(1, nextBy(5));

describe('an update promised and not sent', () => {
  it('is owed once its due time has passed', () => {
    expect(owedOn(5, aboutIssue)).toEqual([]);
    expect(owedOn(5 + TICK, aboutIssue)).toEqual([5]);
  });
  it('is not owed with a word at the very instant, and is with one an instant later', () => {
    expect(owedOn(9, aboutIssue, update(5, I))).toEqual([]);
    expect(owedOn(9, aboutIssue, update(5 + TICK, I))).toEqual([5]);
  });
  it('may be promised with a promise, whose setting is no word itself', () => {
    const later = promise(1, 60, { expectationId: 'E3', ...nextBy(5) });
    expect(owedOn(9, later)).toEqual([5]);
    expect(owedOn(9, later, update(4, { about: { expectationId: 'E3' } }))).toEqual([]);
  });
  it('is owed anew when the next one is promised', () =>
    expect(owedOn(9, aboutIssue, update(4, { ...I, ...nextBy(7) }))).toEqual([7]));
  it('is not sent before it was promised', () => expect(owedOn(9, aboutIssue, update(0.5, I))).toEqual([5]));
});

describe('a word about it', () => {
  it.each([
    ['a call with bad news', bad(3, I)],
    ['a call with good news', bad(3, { ...I, news: 'GOOD' })],
    ['a call with nothing new', bad(3, { ...I, news: 'NO_CHANGE' })],
    ['a status update', update(3, I)],
    ['a retrospective', on(3, 'RetrospectiveHeld', I)],
    ['resolving it', on(3, 'IssueResolved', { issueId: 'I' })],
  ])('%s about the issue, for the issue and for its promise', (_name, word) => {
    expect(owedOn(9, aboutIssue, word)).toEqual([]);
    expect(owedOn(9, aboutPromise, word)).toEqual([]);
    expect(owedOn(9, aboutNothing, word)).toEqual([5]);
  });
  it.each([
    ['a call', bad(3, E)],
    ['a status update', update(3, E)],
    ['a retrospective', on(3, 'RetrospectiveHeld', E)],
    ['meeting it', met(3)],
    ['resetting it', reset(3, 70)],
    ['withdrawing it', withdrawn(3)],
  ])('%s about the promise, for the promise and not for the issue', (_name, word) => {
    expect(owedOn(9, aboutPromise, word)).toEqual([]);
    expect(owedOn(9, aboutIssue, word)).toEqual([5]);
  });
  it.each([
    ['a handover', on(3, 'IssueHandedOver', { issueId: 'I' })],
    ['an escalation by the customer', escalated(3, I)],
    ['an escalation by us', escalated(3, { ...I, raisedBy: 'PROVIDER' })],
    ['a surprise', surprise(3, I)],
  ])('%s is none', (_name, none) => expect(owedOn(9, aboutIssue, none)).toEqual([5]));
  it.each([
    ['a surprise', surprise(3, E)],
    ['a settlement', settled(3, true)],
    ['a check-in', on(3, 'CheckInHeld')],
    ['a word about another promise', update(3, { about: { expectationId: 'E2' } })],
    ['a word about nothing', update(3)],
  ])('%s is none', (_name, none) => expect(owedOn(9, aboutPromise, none)).toEqual([5]));
});
