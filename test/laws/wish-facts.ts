import { obligationsOf, timelineAsOf, toIso, type RecordedContact } from '#relationship';
import { DAY_ZERO } from '../kit/given.js';
import { WAITING_CALENDAR } from '../kit/waiting.js';
import type { Wish } from './wishes.js';

type Facts = Readonly<Record<string, unknown>>;

const NEWS = ['BAD', 'BAD', 'BAD', 'GOOD', 'NO_CHANGE', 'BAD'];
const SEVERITIES = ['NORMAL', 'MINOR', 'NORMAL', 'MAJOR', 'MAJOR', 'MINOR'];
const KINDS = ['SUBSTITUTE', 'WORKAROUND', 'REFERRAL', 'ESCALATION', 'LATER', 'WORKAROUND'];

const dueAt = (wish: Wish): string => toIso(DAY_ZERO + wish.at + wish.dueIn);
/** The fact, where the wish has it. */
const maybe = (has: boolean, facts: Facts): Facts => (has ? facts : {});
const lookingBack = (name: string, { at, back }: Wish): Facts =>
  back === null ? {} : { [name]: toIso(DAY_ZERO + at - back) };

/** What brings things of each kind into being, by the name of their id. */
const DECLARES: Readonly<Record<string, string>> = {
  issueId: 'IssueReported',
  expectationId: 'ExpectationSet',
  requestId: 'RequestReceived',
  needId: 'RequestDeclined',
  actionId: 'RetrospectiveHeld',
};
type Log = readonly RecordedContact[];

/** The id of one of those on record, so that most wishes come true. */
function known(name: string, log: Log, one: number): string {
  const declaring = log.filter(({ type }) => type === DECLARES[name]);
  const { data } = declaring[one % declaring.length] ?? { data: {} };
  const { actions } = data as { actions?: readonly { actionId: string }[] };
  const id = (data as Facts)[name] ?? actions?.[0]?.actionId;
  return typeof id === 'string' ? id : `nothing-${name}`;
}
const about = ({ about, one }: Wish, log: Log): Facts =>
  about === null ? {} : { about: { [about]: known(about, log, one) } };
/** Mostly one on record; now and then one that is not. */
const named =
  (name: string) =>
  ({ one }: Wish, log: Log): Facts => ({ [name]: known(name, log, one) });
/** One that is new, unless it is to collide with one on record. */
const fresh = (name: string, { one }: Wish, log: Log): Facts => ({
  [name]: one === 99 ? known(name, log, 0) : `${name}-${log.length}`,
});
/** One of what is owed at that moment. */
function owed({ at, one }: Wish, log: Log): Facts {
  const now = DAY_ZERO + at;
  const obligations = obligationsOf(timelineAsOf(log, { asOf: now, knownAt: Infinity }), now, WAITING_CALENDAR);
  return { obligationId: obligations[one % obligations.length]?.id ?? 'nothing-owed' };
}
const expectation = named('expectationId');
const issue = named('issueId');
const request = named('requestId');
const need = ({ one }: Wish): Facts => ({ needId: `need-${one % 2}` });
const reason = ({ flag }: Wish): Facts => maybe(flag, { reason: 'why' });
const side = ({ flag }: Wish): Facts => ({ raisedBy: flag ? 'PROVIDER' : 'CUSTOMER' });
const options = ({ choice }: Wish): readonly object[] => [{ kind: KINDS[choice] }];

/** The facts beyond the common ones that a wish has, by what it wants to record. */
const FACTS: Readonly<Record<string, (wish: Wish, log: Log) => Facts>> = {
  ProactiveCallMade: (wish, log) => ({
    ...about(wish, log),
    ...reason(wish),
    ...maybe(wish.flag, { options: options(wish) }),
    news: NEWS[wish.choice],
    apologised: wish.choice === 5,
  }),
  ExpectationSet: (wish, log) => ({
    ...fresh('expectationId', wish, log),
    ...maybe(wish.other !== null, { issueId: known('issueId', log, wish.other ?? 0) }),
    ...maybe(wish.choice > 3, { group: `group-${wish.choice}` }),
    ...maybe(wish.choice > 0, { dueAt: dueAt(wish) }),
    ...maybe(wish.flag, { nextUpdateDueAt: dueAt({ ...wish, dueIn: Math.ceil(wish.dueIn / 2) }) }),
  }),
  ExpectationReset: (wish, log) => ({ ...expectation(wish, log), dueAt: dueAt(wish), ...reason(wish) }),
  ExpectationMet: expectation,
  ExpectationSettled: (wish, log) => ({ ...expectation(wish, log), kept: wish.flag }),
  ExpectationWithdrawn: (wish, log) => ({ ...expectation(wish, log), ...maybe(wish.flag, { substitute: 'another' }) }),
  IssueReported: (wish, log) => ({
    ...fresh('issueId', wish, log),
    ...side(wish),
    ...lookingBack('detectedAt', wish),
    severity: SEVERITIES[wish.choice],
    ...maybe(wish.other === 1, { wordsTracked: false }),
  }),
  IssueResolved: issue,
  IssueReopened: (wish, log) => ({ ...issue(wish, log), ...side(wish), ...reason(wish) }),
  IssueHandedOver: issue,
  SurpriseDelayOccurred: (wish, log) => ({ ...about(wish, log), ...lookingBack('customerLearnedAt', wish) }),
  StatusUpdateGiven: (wish, log) => ({ ...about(wish, log), ...maybe(wish.flag, { nextUpdateDueAt: dueAt(wish) }) }),
  EscalationRaised: (wish, log) => ({ ...about(wish, log), ...side(wish) }),
  RequestReceived: (wish, log) => ({ ...fresh('requestId', wish, log), ...need(wish) }),
  RequestDeclined: (wish, log) => ({
    ...(wish.other === null ? fresh('requestId', wish, log) : request(wish, log)),
    ...need(wish),
    ...reason(wish),
    ...maybe(wish.choice > 2, { alternatives: options(wish) }),
  }),
  AlternativeAnswered: (wish, log) => ({ ...request(wish, log), accepted: wish.flag }),
  NeedFulfilled: need,
  RetrospectiveHeld: (wish, log) => ({
    ...about(wish, log),
    providerView: 'ours',
    ...maybe(wish.flag, { customerView: 'theirs' }),
    ...maybe(wish.choice > 1, { actions: [{ ...fresh('actionId', wish, log), dueAt: dueAt(wish) }] }),
  }),
  CorrectiveActionVerified: named('actionId'),
  SupervisorNotified: about,
  ObligationDeferred: (wish, log) => ({
    ...owed(wish, log),
    reason: 'why',
    ...maybe(wish.flag, { until: dueAt(wish) }),
  }),
  StakeholderAdded: (wish, log) => ({
    ...fresh('stakeholderId', wish, log),
    name: 'Ana',
    role: wish.flag ? 'EXECUTIVE' : 'USER',
  }),
  RelationshipUpdated: ({ choice }) => ({ noticeHours: 1 + choice, cadenceDays: 30 }),
  OwnerAssigned: ({ choice }) => ({ owner: `owner-${choice}` }),
  MisstatementProven: () => ({ what: 'it' }),
  WinCelebrated: () => ({ what: 'it' }),
  SentimentRecorded: () => ({ level: 'GOOD', reason: 'why' }),
  OutcomeObserved: ({ choice }) => ({ kind: 'CSAT', value: choice }),
  ContactRetracted: ({ chance }, log) => ({ contactId: log[chance % log.length]?.id ?? 'nothing' }),
};

export const wishFacts = (wish: Wish, log: Log): Facts => ({
  ...FACTS[wish.type]?.(wish, log),
  ...maybe(wish.selfReported, { evidence: 'SELF_REPORTED' }),
});
