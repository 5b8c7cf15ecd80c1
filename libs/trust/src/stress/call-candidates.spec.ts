import type { Target } from '#relationship';
import { day, isoDay } from '../../../../test/kit/given.js';
import { callCandidates } from './call-candidates.js';
import type { Pending } from './exposure.js';

const lapse = (
  about: Target,
  dueOn: number,
  kind: 'DELIVER' | 'UPDATE' = 'DELIVER',
  issueId: string | null = null,
): Pending => ({
  class: kind === 'DELIVER' ? 'expectation_missed_unannounced' : 'update_owed_not_sent',
  at: day(dueOn),
  lapse: true,
  magnitude: 1,
  obligationId: `${kind}:${about}:${dueOn}`,
  kind,
  about,
  issueId,
  service: null,
});
const candidates = (lapses: readonly Pending[], isSilence = false) =>
  callCandidates({ lapses, isSilence, until: day(30) }, day(1));
const shown = (...args: Parameters<typeof candidates>) =>
  candidates(...args).map(({ call: { type, about, before }, isWhole, matter }) => [
    type,
    about,
    before,
    isWhole,
    matter,
  ]);

it('is bad news of a promise, before it falls due; only the word where only a word is owed', () => {
  expect(shown([lapse('expectation:E', 5)])).toEqual([
    ['ProactiveCallMade', 'expectation:E', day(5), false, 'expectation:E'],
  ]);
  expect(shown([lapse('issue:I', 6, 'UPDATE', 'I')])).toEqual([
    ['StatusUpdateGiven', 'issue:I', day(6), false, 'issue:I'],
  ]);
  expect(shown([lapse(null, 6, 'UPDATE')])).toEqual([['StatusUpdateGiven', null, day(6), false, null]]);
});

it('is one call for several due times of one thing, before the first of them', () =>
  expect(shown([lapse('expectation:E', 7), lapse('expectation:E', 5, 'UPDATE')])).toEqual([
    ['ProactiveCallMade', 'expectation:E', day(5), false, 'expectation:E'],
  ]));

it('is about the issue as a whole where several of its promises are at stake, or about each of them', () => {
  const ofIssue = [lapse('expectation:E', 7, 'DELIVER', 'I'), lapse('expectation:F', 5, 'DELIVER', 'I')];
  expect(shown([...ofIssue, lapse('issue:I', 6, 'UPDATE', 'I')])).toEqual([
    ['ProactiveCallMade', 'issue:I', day(5), true, 'issue:I'],
    ['ProactiveCallMade', 'expectation:F', day(5), false, 'issue:I'],
    ['ProactiveCallMade', 'expectation:E', day(7), false, 'issue:I'],
  ]);
});

it('is never about nothing in particular as a whole', () =>
  expect(shown([lapse(null, 6, 'UPDATE'), lapse('expectation:E', 5)]).map(([, , , isWhole]) => isWhole)).toEqual([
    false,
    false,
  ]));

it('is simply a word too where all fall silent, last of all', () => {
  expect(shown([lapse('expectation:E', 5)], true)).toEqual([
    ['ProactiveCallMade', 'expectation:E', day(5), false, 'expectation:E'],
    ['CheckInHeld', null, day(30), false, null],
  ]);
  expect(shown([], false)).toEqual([]);
});

it('is the contact that it would be, each under a name of its own, in order', () => {
  const contacts = candidates([lapse('expectation:E', 5), lapse('issue:I', 6, 'UPDATE', 'I')], true).map(
    ({ contact }) => contact(),
  );
  expect(contacts.map(({ id, type, at, data }) => [id, type, at, data])).toEqual([
    [
      '~remedy:00',
      'ProactiveCallMade',
      day(1),
      { customerId: '', occurredAt: isoDay(1), about: { expectationId: 'E' }, news: 'BAD' },
    ],
    ['~remedy:01', 'StatusUpdateGiven', day(1), { customerId: '', occurredAt: isoDay(1), about: { issueId: 'I' } }],
    ['~remedy:02', 'CheckInHeld', day(1), { customerId: '', occurredAt: isoDay(1) }],
  ]);
});
