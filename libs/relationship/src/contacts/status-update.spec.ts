import { given, on, type Telling } from '../../../../test/kit/given.js';
import { nextBy, open, surprise, learnedOn, TICK, update } from '../../../../test/kit/story.js';

it('the next update is promised for after this one', () => {
  expect(given(open).when(update(2, nextBy(2)))).toBe('DUE_IN_PAST');
  expect(given(open).field(update(2, nextBy(2)))).toBe('nextUpdateDueAt');
  expect(given(open).when(update(2, nextBy(2 + TICK)))).toBe('RECORDED');
});

it.each(['customerLearnedAt', 'knownSince'])('a surprise looks back on %s', (name) => {
  const learned = learnedOn(3).customerLearnedAt;
  expect(given(open).when(surprise(2, { [name]: learned }))).toBe('AFTER_OCCURRED');
  expect(given(open).field(surprise(2, { [name]: learned }))).toBe(name);
  expect(given(open).when(surprise(3, { [name]: learned }))).toBe('RECORDED');
});

describe('evidence of a word that is about nothing in particular', () => {
  it.each<[...Telling, string]>([
    ['StatusUpdateGiven', {}, 'status_update'],
    ['ProactiveCallMade', { news: 'NO_CHANGE' }, 'status_update'],
    ['ProactiveCallMade', { news: 'GOOD' }, 'check_in'],
    ['CheckInHeld', {}, 'check_in'],
    ['WinCelebrated', { what: 'it' }, 'check_in'],
    ['MisstatementProven', { what: 'it' }, 'misstatement'],
    ['EscalationRaised', { raisedBy: 'CUSTOMER' }, 'complaint'],
    ['EscalationRaised', { raisedBy: 'PROVIDER' }, 'escalated_on_behalf'],
    ['SurpriseDelayOccurred', {}, 'surprise'],
  ])('%s %j: %s', (type, facts, evidenceClass) =>
    expect(given(open, on(1, type, facts)).evidence()).toEqual([[evidenceClass, 1]]),
  );
  it.each(['GOOD', 'NO_CHANGE'] as const)('an apology stands beside what the %s news is', (news) => {
    const plain = given(open, on(1, 'ProactiveCallMade', { news })).evidence();
    const sorry = given(open, on(1, 'ProactiveCallMade', { news, apologised: true })).evidence();
    expect(sorry).toHaveLength(2);
    expect(sorry).toEqual(expect.arrayContaining([...plain, ['apology', 1]]));
  });
});
