import { obligationsOf, type Obligation } from '#relationship';
import { day, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import { assess } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { meeting } from '../stake/meeting.js';
import { nextContacts } from './next-contacts.js';

const NOW = day(10);
const HISTORY = [
  opened(0, { cadenceDays: 5 }),
  on(1, 'CheckInHeld'),
  on(5, 'RetrospectiveHeld', { actions: [{ actionId: 'A', dueAt: isoDay(20) }] }),
  on(7, 'RequestReceived', { requestId: 'R', requesterRole: 'EXECUTIVE' }),
  on(9, 'ExpectationSet', { expectationId: 'OPEN', dueAt: isoDay(12), nextUpdateDueAt: isoDay(11) }),
  on(9.99, 'IssueReported', { issueId: 'NEW', raisedBy: 'PROVIDER', severity: 'MAJOR' }),
];
const owedIn = (...history: Parameters<typeof known>) => obligationsOf(known(...history), NOW);
const next = (
  history: Parameters<typeof known>,
  obligations: readonly Obligation[] = owedIn(...history),
  most?: number,
) => nextContacts(known(...history), weigh(known(...history).evidence(), model), obligations, NOW, most);
const scoreWith = (contacts: Parameters<typeof known>) =>
  assess([...HISTORY, ...contacts], { asOf: NOW, knownAt: Infinity, model })?.score ?? NaN;

it('are the best three, each with the points that assessing it gives', () => {
  const obligations = owedIn(...HISTORY);
  const best = next(HISTORY);
  expect(best.map(({ type, facts }) => [type, facts])).toEqual([
    ['ProactiveCallMade', { about: { issueId: 'NEW' }, news: 'BAD' }],
    ['CorrectiveActionVerified', { actionId: 'A' }],
    ['ExpectationMet', { expectationId: 'OPEN' }],
  ]);
  for (const { obligationId, points } of best) {
    const obligation = obligations.find(({ id }) => id === obligationId) as Obligation;
    expect(points).toBeCloseTo(scoreWith([meeting(obligation, NOW) as never]) - scoreWith([]), 9);
    expect(points).toBeGreaterThan(0);
  }
  expect(best.map(({ points }) => points)).toEqual(best.map(({ points }) => points).toSorted((a, b) => b - a));
});

it('are as many as are asked for, and all that would gain anything where more are', () => {
  expect(next(HISTORY, owedIn(...HISTORY), 1)).toEqual(next(HISTORY).slice(0, 1));
  const all = next(HISTORY, owedIn(...HISTORY), 99);
  // A word to the supervisor weighs nothing, and the check-in that is owed is the check-in.
  expect(all.map(({ type }) => type)).toEqual([
    ...next(HISTORY).map(({ type }) => type),
    'StatusUpdateGiven',
    'CheckInHeld',
  ]);
  expect(all.at(-1)?.obligationId).toMatch(/^CHECK_IN:/);
});

it('is a check-in where nothing is owed', () => {
  const [only, ...others] = next([opened(0)], []);
  expect(only).toMatchObject({ type: 'CheckInHeld', facts: {}, obligationId: null });
  expect(others).toEqual([]);
});

it('stand in the order of their types where they gain the same', () => {
  const promised = (expectationId: string) => on(9, 'ExpectationSet', { expectationId, dueAt: isoDay(12) });
  const action = on(9, 'RetrospectiveHeld', { actions: [{ actionId: 'A' }, { actionId: 'B' }] });
  const [first, second] = next([opened(0), action, promised('E')], undefined, 99).filter(
    ({ type }) => type === 'CorrectiveActionVerified',
  );
  expect(first?.points).toBe(second?.points);
  const types = next(
    [opened(0)],
    [
      { id: 'UPDATE:x', kind: 'UPDATE', about: null, dueAt: NOW, causeEventId: 'x' },
      { id: 'DISCLOSE:y', kind: 'DISCLOSE', about: null, dueAt: NOW, causeEventId: 'y' },
    ],
  ).map(({ type, points }) => [type, points]);
  expect(types.map(([type]) => type)).toEqual(['ProactiveCallMade', 'StatusUpdateGiven', 'CheckInHeld']);
  expect(types[0]?.[1]).toBe(types[1]?.[1]);
});

it('leaves out what would gain nothing, and all before the relationship is open', () => {
  const late: Obligation = {
    id: 'DELIVER:x',
    kind: 'DELIVER',
    about: 'expectation:E',
    dueAt: day(5),
    causeEventId: 'x',
  };
  const history = [opened(0), on(1, 'ExpectationSet', { expectationId: 'E', dueAt: isoDay(5) })];
  expect(next(history, [late]).map(({ type }) => type)).toEqual(['CheckInHeld']);
  expect(next([], [late])).toEqual([]);
});
