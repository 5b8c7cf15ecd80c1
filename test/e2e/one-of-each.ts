import type { ApiUnderTest } from './api-under-test.js';

export const NOW = '2026-03-02T09:00:00.000Z';
const BEFORE = '2026-03-02T08:00:00.000Z';
const DUE = '2026-03-03T09:00:00.000Z';
const PAST_DUE = '2026-03-03T09:00:30.000Z';
const LATER = '2026-03-05T09:00:00.000Z';

type Facts = Readonly<Record<string, unknown>>;
/** What is sent, and what is to be served of it; left out, the same. */
type Step = readonly [mutation: string, type: string, sent: Facts, served?: Facts];

const WORKAROUND = { kind: 'WORKAROUND', what: 'By hand' };
const RETROSPECTIVE = {
  providerView: 'Ours',
  customerView: 'Theirs',
  wentWell: ['Calls'],
  toChange: ['Parts'],
  actions: [{ actionId: 'A', what: 'Stock', dueAt: LATER }],
};
const AGREED = { renewsAt: LATER, value: { amount: 1200.5, currency: 'EUR' } };
const COMPARED = { onlyWeSaw: ['Ours'], onlyTheySaw: ['Theirs'], bothSaw: [] };
const ESCALATION = { raisedBy: 'CUSTOMER', about: { issueId: 'I' } };

export const STEPS: readonly Step[] = [
  [
    'openRelationship',
    'RelationshipOpened',
    { name: 'Acme', owner: 'ana', noticeHours: 8, openingTrust: 60, ...AGREED },
  ],
  ['updateRelationship', 'RelationshipUpdated', { segment: 'mills', cadenceDays: 30, timeZone: 'Europe/Paris' }],
  ['assignOwner', 'OwnerAssigned', { owner: 'ben', until: LATER, reason: 'Holiday' }],
  ['addStakeholder', 'StakeholderAdded', { stakeholderId: 'S', name: 'Sam', role: 'SPONSOR' }],
  ['reportIssue', 'IssueReported', { issueId: 'I', title: 'Late', severity: 'MAJOR', raisedBy: 'PROVIDER' }],
  ['handOverIssue', 'IssueHandedOver', { issueId: 'I', to: 'second-line' }],
  ['recordProactiveCall', 'ProactiveCallMade', { news: 'BAD', apologised: true, reason: 'No', options: [WORKAROUND] }],
  ['recordSurpriseDelay', 'SurpriseDelayOccurred', { customerLearnedAt: BEFORE, lateByMinutes: 30.5 }],
  ['recordStatusUpdate', 'StatusUpdateGiven', { changed: false, nextUpdateDueAt: LATER }],
  ['recordCheckIn', 'CheckInHeld', { topics: ['Health'], channel: 'PHONE', note: 'Fine', stakeholderId: 'S' }],
  ['setExpectation', 'ExpectationSet', { expectationId: 'E', issueId: 'I', what: 'A plan', dueAt: LATER }],
  ['resetExpectation', 'ExpectationReset', { expectationId: 'E', dueAt: DUE, reason: 'Sooner' }],
  ['meetExpectation', 'ExpectationMet', { expectationId: 'E' }],
  ['settleExpectation', 'ExpectationSettled', { expectationId: 'E', kept: true }],
  ['setExpectation', 'ExpectationSet', { expectationId: 'W', fallback: 'A call' }],
  ['withdrawExpectation', 'ExpectationWithdrawn', { expectationId: 'W', substitute: 'Another' }],
  ['setExpectation', 'ExpectationSet', { expectationId: 'D', dueAt: LATER }],
  ['recordRequest', 'RequestReceived', { requestId: 'R', asked: 'Nights', requesterRole: 'USER' }],
  ['declineRequest', 'RequestDeclined', { requestId: 'R', needId: 'N', reason: 'No', alternatives: [WORKAROUND] }],
  ['answerAlternative', 'AlternativeAnswered', { requestId: 'R', accepted: false }],
  [
    'raiseEscalation',
    'EscalationRaised',
    { ...ESCALATION, kind: 'HIERARCHIC' },
    { ...ESCALATION, escalationKind: 'HIERARCHIC' },
  ],
  ['notifySupervisor', 'SupervisorNotified', { supervisor: 'sue' }],
  ['resolveIssue', 'IssueResolved', { issueId: 'I' }],
  ['reopenIssue', 'IssueReopened', { issueId: 'I', raisedBy: 'CUSTOMER', reason: 'It is back' }],
  ['holdRetrospective', 'RetrospectiveHeld', RETROSPECTIVE, { ...RETROSPECTIVE, viewsCompared: COMPARED }],
  ['verifyAction', 'CorrectiveActionVerified', { actionId: 'A' }],
  ['recordMisstatement', 'MisstatementProven', { what: 'It was not so' }],
  ['recordSentiment', 'SentimentRecorded', { level: 'MIXED', reason: 'Tired', expiresAt: LATER }],
  ['recordOutcome', 'OutcomeObserved', { kind: 'NPS', value: 8.5 }, { outcomeKind: 'NPS', outcomeValue: 8.5 }],
  ['celebrateWin', 'WinCelebrated', { what: 'A week without faults' }],
];

/** What is to be served of a contact. */
export type Served = Facts & { readonly __typename: string; readonly contactId: string };

/** Records one contact of every type that a mutation records. @returns what is to be served of each */
export async function recordOneOfEach(api: ApiUnderTest): Promise<readonly Served[]> {
  const all: Served[] = [];
  const record = async ([mutation, type, sent, served = sent]: Step, customerId = 'acme'): Promise<string> => {
    const { contact } = await api.accept(mutation, { customerId, ...sent });
    const contactId = contact?.contactId ?? '';
    all.push({ __typename: type, type, contactId, customerId, ...served });
    return contactId;
  };
  for (const step of STEPS) await record(step);
  const { relationship } = await api.ask<{ relationship: { obligations: { kind: string; obligationId: string }[] } }>(
    '{ relationship(customerId: "acme") { obligations { kind obligationId } } }',
  );
  const obligationId = relationship.obligations.find(({ kind }) => kind === 'DELIVER')?.obligationId;
  await record(['deferObligation', 'ObligationDeferred', { obligationId, until: LATER, reason: 'On holiday' }]);
  const mistaken = await record(['recordCheckIn', 'CheckInHeld', { note: 'Somebody else' }, { retracted: true }]);
  const retractsContactId = mistaken;
  await record([
    'retractContact',
    'ContactRetracted',
    { contactId: mistaken, reason: 'Mixed up' },
    { retractsContactId, reason: 'Mixed up' },
  ]);
  await record(['closeRelationship', 'RelationshipClosed', { reason: 'Sold' }]);
  await record(['reopenRelationship', 'RelationshipReopened', { reason: 'Bought back' }]);
  await record(['openRelationship', 'RelationshipOpened', { name: 'Acme' }], 'twin');
  await record(['mergeRelationships', 'RelationshipsMerged', { absorbedId: 'twin', reason: 'Entered twice' }]);
  await record(['identifyCustomer', 'CustomerIdentified', { externalId: 'desk:7' }]);
  await record(['openRelationship', 'RelationshipOpened', { name: 'Gone' }, { name: '[erased]' }], 'gone');
  const reason = 'A claim is open';
  await record(['setLegalHold', 'LegalHoldSet', { holdId: 'H', reason }, { holdId: 'H', reason: '[erased]' }], 'gone');
  await record(['liftLegalHold', 'LegalHoldLifted', { holdId: 'H' }], 'gone');
  await record(['eraseCustomer', 'CustomerErased', {}], 'gone');
  return all;
}

/** Has every contact by time alone, and that of a need fulfilled, appear; the first as soon as the watcher looks. */
export async function bringAboutTheOthers(api: ApiUnderTest): Promise<void> {
  await api.ask(
    'mutation { fulfilNeed(input: { needId: "N", change: "A night shift" }) { contacts { topics: change } } }',
  );
  await api.accept('openRelationship', { customerId: 'lapsing' });
  await api.accept('setExpectation', { customerId: 'lapsing', expectationId: 'E', dueAt: DUE });
  api.setClock(PAST_DUE);
}
