import { DAY_MS } from '#relationship';
import { TRUST_BETA_1 } from '#trust';
import { customerWith, said, START } from '../../test/planted-histories.js';
import { nextExpectation } from './next-expectation.js';
import { nextOutcome, type OutcomeQuestion } from './next-outcome.js';
import { addCensored } from './question.js';
import { byScore } from '../prediction/predictor.js';
import { predict } from '../prediction/predict.js';

const day = (days: number) => START + days * DAY_MS;
const iso = (days: number) => new Date(day(days)).toISOString();
const open = customerWith('acme', []).contacts;

it('asks about promises when they are made or due, and reads the label from the evidence', () => {
  const contacts = [
    ...open,
    said('acme', 1, 'ExpectationSet', { expectationId: 'kept', dueAt: iso(10) }),
    said('acme', 8, 'ExpectationMet', { expectationId: 'kept', recordedAt: day(12) }),
    said('acme', 2, 'ExpectationSet', { expectationId: 'late', dueAt: iso(10) }),
    said('acme', 11, 'ExpectationMet', { expectationId: 'late', recordedAt: day(15) }),
    said('acme', 3, 'ExpectationSet', { expectationId: 'lapsed', dueAt: iso(9) }),
    said('acme', 4, 'ExpectationSet', { expectationId: 'open', dueAt: iso(90) }),
    said('acme', 5, 'ExpectationSet', { expectationId: 'taken back', dueAt: iso(30) }),
    said('acme', 6, 'ExpectationWithdrawn', { expectationId: 'taken back' }),
    said('acme', 7, 'ExpectationSet', { expectationId: 'without', issueId: undefined }),
  ];
  const made = nextExpectation(contacts, 'SET', day(40));
  expect(made.questions.map(({ id, askedAt, bad, knownAt }) => [id, askedAt, bad, knownAt])).toEqual([
    ['kept', day(1), false, day(12)],
    ['late', day(2), true, day(15)],
    ['lapsed', day(3), true, day(9)],
  ]);
  expect(made.censored).toEqual({ STILL_OPEN: 2, WITHDRAWN: 1 });
  const due = nextExpectation(contacts, 'DUE', day(40));
  expect(due.questions.map(({ id, askedAt, wasOnRecord }) => [id, askedAt, wasOnRecord])).toEqual([
    ['lapsed', day(9), false],
    ['kept', day(10), false],
    ['late', day(10), false],
  ]);
  expect(due.censored).toEqual({ STILL_OPEN: 1, WITHDRAWN: 1, NO_DUE_TIME: 1 });
});

it('asks about a promise that was reset to an earlier day on that day, when nobody knew how it would end', () => {
  const contacts = [
    ...open,
    ...['kept', 'missed'].flatMap((expectationId) => [
      said('acme', 1, 'ExpectationSet', { expectationId, dueAt: iso(30) }),
      said('acme', 5, 'ExpectationReset', { expectationId, dueAt: iso(10) }),
    ]),
    said('acme', 8, 'ExpectationMet', { expectationId: 'kept' }),
    said('acme', 12, 'ExpectationMet', { expectationId: 'missed' }),
  ];
  const { questions } = nextExpectation(contacts, 'DUE', day(40));
  expect(questions.map(({ id, bad, askedAt }) => [id, bad, askedAt])).toEqual([
    ['kept', false, day(10)],
    ['missed', true, day(10)],
  ]);
  // Neither answer is in what the score knows.
  expect([...predict(contacts, questions, [byScore(TRUST_BETA_1)])].map(({ risks: [risk] }) => risk)).toEqual([30, 30]);
});

const asked = (rest: Partial<OutcomeQuestion>): OutcomeQuestion => ({
  kind: 'CSAT',
  badWhen: { is: 'BELOW', value: 4 },
  horizonDays: 10,
  everyDays: 10,
  ...rest,
});

it('asks for the next outcome of a kind within the horizon, at dates that all customers share', () => {
  const contacts = [
    ...open,
    said('acme', 12, 'OutcomeObserved', { kind: 'csat', value: 2, recordedAt: day(14) }),
    said('acme', 13, 'OutcomeObserved', { kind: 'CSAT', value: 5 }),
    said('acme', 25, 'OutcomeObserved', { kind: 'CSAT', value: 5 }),
    said('acme', 26, 'OutcomeObserved', { kind: 'NPS', value: 1 }),
  ];
  const { questions, censored } = nextOutcome(contacts, asked({}), day(60));
  expect(questions.every(({ askedAt }) => askedAt % (10 * DAY_MS) === 0)).toBe(true);
  expect(questions.map(({ bad, knownAt }) => [bad, knownAt])).toEqual([
    [true, day(14)],
    [false, day(25)],
  ]);
  expect(censored.NO_ANSWER).toBeGreaterThan(1);
});

it('counts as censored what the end of the record cuts off, and asks nothing about customers that left', () => {
  const contacts = [...open, said('acme', 33, 'OutcomeObserved', { kind: 'LEFT' })];
  const left = nextOutcome(contacts, asked({ kind: 'LEFT', badWhen: { is: 'OBSERVED' } }), day(60));
  expect(left.questions.map(({ bad }) => bad)).toEqual([false, false, false, true].slice(-left.questions.length));
  expect(left.questions.at(-1)?.bad).toBe(true);
  expect(left.censored.ALREADY_OBSERVED).toBeGreaterThan(1);
  // Counting only what came early would make the end of the record look worse than it is.
  const late = [...open, said('acme', 57, 'OutcomeObserved', { kind: 'LEFT' })];
  const cutOff = nextOutcome(late, asked({ kind: 'LEFT', badWhen: { is: 'OBSERVED' } }), day(60));
  expect(new Set(cutOff.questions.map(({ bad }) => bad))).toEqual(new Set([false]));
  expect(cutOff.censored.PAST_THE_END).toBe(1);
  const stays = nextOutcome(open, asked({ kind: 'LEFT', badWhen: { is: 'OBSERVED' } }), day(60));
  expect(new Set(stays.questions.map(({ bad }) => bad))).toEqual(new Set([false]));
  expect(stays.censored.PAST_THE_END).toBe(1);
  const renews = nextOutcome(open, asked({ kind: 'RENEWED', badWhen: { is: 'ABSENT' } }), day(60));
  expect(new Set(renews.questions.map(({ bad }) => bad))).toEqual(new Set([true]));
});

it('adds the reasons for missing labels in one order, whatever the order of the data', () => {
  const [a, b] = [
    { WITHDRAWN: 1, STILL_OPEN: 2 },
    { PAST_THE_END: 3, STILL_OPEN: 1 },
  ] as const;
  const sum = JSON.stringify({ STILL_OPEN: 3, WITHDRAWN: 1, PAST_THE_END: 3 });
  expect([JSON.stringify(addCensored(a, b)), JSON.stringify(addCensored(b, a))]).toEqual([sum, sum]);
});

it('knows the group of a promise: the service of its issue, if that was on record when it is asked', () => {
  const promise = (expectationId: string, issueId: string, on: number) =>
    said('acme', on, 'ExpectationSet', { expectationId, issueId, dueAt: iso(on + 5) });
  const issue = (issueId: string, service: string | undefined, facts: object = {}) =>
    said('acme', 1, 'IssueReported', { issueId, raisedBy: 'CUSTOMER', service, ...facts });
  const contacts = [
    ...open,
    issue('network', 'Network'),
    issue('late', 'Mail', { recordedAt: day(3) }),
    issue('none', undefined),
    promise('same moment', 'network', 1),
    promise('too early', 'late', 2),
    promise('known', 'late', 4),
    promise('without', 'none', 5),
    said('acme', 6, 'ExpectationSet', { expectationId: 'alone', dueAt: iso(9) }),
  ];
  const { questions } = nextExpectation(contacts, 'SET', day(40));
  expect(questions.map(({ id, group }) => [id, group])).toEqual([
    ['same moment', 'Network'],
    ['too early', null],
    ['known', 'Mail'],
    ['without', null],
    ['alone', null],
  ]);
});
