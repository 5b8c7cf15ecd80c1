import fc from 'fast-check';

export const HALF_DAY_MS = 43_200_000;
export const LAST_DAY = 60;

/** What somebody might want to record; whether it is taken is for the rules to say. */
export type Wish = {
  readonly type: string;
  /** Milliseconds after day 0: when it happens, and how much later we learn of it. */
  readonly at: number;
  readonly lag: number;
  /** Milliseconds after `at`: the due time it sets. */
  readonly dueIn: number;
  /** Milliseconds before `at`: what it looks back on. */
  readonly back: number | null;
  /** Which of the things on record it names, and a second one. */
  readonly one: number;
  readonly other: number | null;
  /** What kind of thing it is about. */
  readonly about: 'issueId' | 'expectationId' | 'requestId' | 'needId' | 'actionId' | null;
  /** 0 to 5, read by each type in its own way: the news, the severity, what was offered. */
  readonly choice: number;
  readonly flag: boolean;
  readonly selfReported: boolean;
  /** Decides the order among facts of one instant. */
  readonly chance: number;
};

/** Instants collide often, so that what happens at the very instant is tried; some miss it by a millisecond. */
const instant = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from * 2, max: to * 2 }), fc.constantFrom(0, 0, 0, 0, -1, 1))
    .map(([halves, off]) => Math.max(from * 2 * HALF_DAY_MS, halves * HALF_DAY_MS + off));

/** How often each is wanted: the more there is to go wrong about a contact, the more often. */
const WANTED: Readonly<Record<string, number>> = {
  ProactiveCallMade: 12,
  ExpectationSet: 12,
  ExpectationReset: 12,
  IssueReported: 8,
  SurpriseDelayOccurred: 10,
  StatusUpdateGiven: 8,
  ContactRetracted: 6,
  ExpectationMet: 7,
  ExpectationSettled: 4,
  ExpectationWithdrawn: 3,
  EscalationRaised: 6,
  IssueHandedOver: 2,
  IssueResolved: 4,
  IssueReopened: 4,
  CheckInHeld: 2,
  RequestReceived: 2,
  RequestDeclined: 3,
  AlternativeAnswered: 2,
  NeedFulfilled: 2,
  RetrospectiveHeld: 5,
  CorrectiveActionVerified: 3,
  SupervisorNotified: 2,
  ObligationDeferred: 2,
  StakeholderAdded: 1,
  OwnerAssigned: 1,
  RelationshipUpdated: 2,
  RelationshipClosed: 1,
  RelationshipReopened: 6,
  WinCelebrated: 1,
  MisstatementProven: 1,
  SentimentRecorded: 1,
  OutcomeObserved: 1,
};
const anyType = fc.oneof(...Object.entries(WANTED).map(([type, weight]) => ({ weight, arbitrary: fc.constant(type) })));

/** One wish, of a given type or of any. */
export const aWish = (type: fc.Arbitrary<string> = anyType): fc.Arbitrary<Wish> =>
  fc.record({
    type,
    at: instant(1, LAST_DAY),
    lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: instant(0, 40) }),
    dueIn: instant(0, 30).map((ms) => ms + HALF_DAY_MS),
    back: fc.option(instant(0, 20)),
    one: fc.nat({ max: 99 }),
    other: fc.option(fc.nat({ max: 99 })),
    about: fc.constantFrom(
      null,
      'issueId',
      'issueId',
      'expectationId',
      'expectationId',
      'requestId',
      'needId',
      'actionId',
    ),
    choice: fc.nat({ max: 5 }),
    flag: fc.boolean(),
    selfReported: fc.boolean(),
    chance: fc.nat({ max: 999_999 }),
  });
