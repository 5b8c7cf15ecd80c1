import { isoDay, on, onUnchecked, type Telling } from '../../../../test/kit/given.js';
import { targetIn, marksOf } from '../contacts/marks-of.js';
import type { FactsIn } from '../contacts/catalog.js';

describe('what a contact says', () => {
  it('is of what it is about, unless it says it of another thing', () => {
    const held = on(1, 'RetrospectiveHeld', { about: { issueId: 'I' }, actions: [{ actionId: 'A' }] });
    expect(targetIn(held)).toBe('issue:I');
    const common = { at: held.at, eventId: held.id, place: Number(held.position) };
    expect(marksOf(held, targetIn(held))).toEqual([
      { is: 'WORD', target: 'issue:I', ...common },
      { is: 'LOOKED_BACK', target: 'issue:I', ...common },
      { is: 'ACTION', dueAt: null, target: 'action:A', ...common },
    ]);
  });
  it('is nothing of a contact that only took place, or of a type that there is not', () => {
    for (const contact of [on(1, 'CheckInHeld'), onUnchecked(1, 'NoSuchContact')]) {
      expect(targetIn(contact)).toBeNull();
      expect(marksOf(contact, null)).toEqual([]);
    }
  });
  it.each<[...Telling, string[]]>([
    ['IssueReported', { raisedBy: 'CUSTOMER', issueId: 'I' }, ['ISSUE', 'WORD_WANTED']],
    [
      'IssueReported',
      { raisedBy: 'CUSTOMER', issueId: 'I', detectedAt: isoDay(0.5) },
      ['ISSUE', 'WORD_WANTED', 'LEARNED'],
    ],
    ['IssueReported', { raisedBy: 'CUSTOMER', issueId: 'I', detectedAt: isoDay(1) }, ['ISSUE', 'WORD_WANTED']],
    ['IssueReported', { raisedBy: 'PROVIDER', issueId: 'I', detectedAt: isoDay(0.5) }, ['ISSUE']],
    ['IssueReopened', { raisedBy: 'CUSTOMER', issueId: 'I' }, ['REOPENED', 'WORD_WANTED']],
    ['IssueReopened', { raisedBy: 'PROVIDER', issueId: 'I' }, ['REOPENED']],
    ['IssueResolved', { issueId: 'I' }, ['RESOLVED', 'WORD']],
    ['ExpectationSet', { expectationId: 'E' }, ['EXPECTATION']],
    ['ExpectationSet', { expectationId: 'E', nextUpdateDueAt: isoDay(2) }, ['EXPECTATION', 'UPDATE_PROMISED']],
    ['ExpectationReset', { expectationId: 'E', dueAt: isoDay(2) }, ['RESET', 'WORD']],
    ['ExpectationReset', { expectationId: 'E', dueAt: isoDay(2), reason: 'r' }, ['RESET', 'WORD', 'reasonExplained']],
    ['ExpectationMet', { expectationId: 'E' }, ['MET', 'WORD']],
    ['ExpectationSettled', { expectationId: 'E', kept: true }, ['SETTLED']],
    ['ExpectationWithdrawn', { expectationId: 'E' }, ['WITHDRAWN', 'WORD']],
    ['ProactiveCallMade', { news: 'GOOD' }, ['WORD']],
    ['ProactiveCallMade', { news: 'BAD', reason: 'r' }, ['WORD', 'TOLD', 'reasonExplained']],
    ['ProactiveCallMade', { news: 'NO_CHANGE', options: [{ kind: 'WORKAROUND' }] }, ['WORD', 'workaroundOffered']],
    ['ProactiveCallMade', { news: 'NO_CHANGE', options: [{ kind: 'LATER' }] }, ['WORD']],
    [
      'ProactiveCallMade',
      { news: 'GOOD', options: [{ kind: 'LATER' }, { kind: 'WORKAROUND' }] },
      ['WORD', 'workaroundOffered'],
    ],
    ['SurpriseDelayOccurred', {}, ['LEARNED']],
    ['StatusUpdateGiven', {}, ['WORD']],
    ['StatusUpdateGiven', { nextUpdateDueAt: isoDay(2) }, ['WORD', 'UPDATE_PROMISED']],
    ['EscalationRaised', { raisedBy: 'PROVIDER', about: { issueId: 'I' } }, []],
    ['EscalationRaised', { raisedBy: 'CUSTOMER' }, ['ASKED', 'WORD_WANTED']],
    ['EscalationRaised', { raisedBy: 'CUSTOMER', about: { issueId: 'I' } }, ['ASKED', 'WORD_WANTED', 'LEARNED']],
    ['SupervisorNotified', {}, ['SUPERVISOR_NOTIFIED']],
    ['RequestReceived', { requestId: 'R' }, ['REQUEST', 'ASKED']],
    ['RequestDeclined', { requestId: 'R', needId: 'N' }, ['REQUEST', 'ASKED', 'NEED']],
    ['AlternativeAnswered', { requestId: 'R', accepted: true }, ['ALTERNATIVE_ANSWERED']],
    ['NeedFulfilled', { needId: 'N' }, ['NEED_FULFILLED']],
    ['RetrospectiveHeld', { providerView: 'a' }, ['WORD', 'LOOKED_BACK']],
    ['RetrospectiveHeld', { customerView: 'a' }, ['WORD', 'LOOKED_BACK']],
    ['RetrospectiveHeld', { providerView: 'a', customerView: 'b' }, ['WORD', 'LOOKED_BACK', 'jointRetrospective']],
    ['CorrectiveActionVerified', { actionId: 'A' }, ['VERIFIED']],
  ])('%s %j: %j', (type, facts, marks) => {
    const contact = on(1, type, facts);
    expect(marksOf(contact, null).map((mark) => (mark.is === 'RECOVERY' ? mark.flag : mark.is))).toEqual(marks);
  });
  it('has what was asked in it: whether it was declined and something offered, for which need, by whom', () => {
    const of = (type: 'RequestReceived' | 'RequestDeclined', facts: Partial<FactsIn<'RequestDeclined'>>) =>
      marksOf(on(1, type, { requestId: 'R', ...facts }), 'request:R');
    const plain = { is: 'REQUEST', needId: null, declined: false, offered: false };
    const asked = { is: 'ASKED', byExecutive: false, stakeholderId: null };
    expect(of('RequestReceived', {})).toMatchObject([plain, asked]);
    const offer = {
      alternatives: [{ kind: 'LATER' }],
      needId: 'N',
      requesterRole: 'EXECUTIVE',
      stakeholderId: 'S',
    } as const;
    expect(of('RequestDeclined', offer)).toMatchObject([
      { ...plain, needId: 'N', declined: true, offered: true },
      { is: 'ASKED', byExecutive: true, stakeholderId: 'S' },
      { is: 'NEED', requestId: 'R', target: 'need:N' },
    ]);
    expect(of('RequestDeclined', { alternatives: [] })).toMatchObject([{ ...plain, declined: true }, asked]);
    expect(of('RequestDeclined', { requesterRole: 'USER' })).toMatchObject([{ ...plain, declined: true }, asked]);
  });
});
