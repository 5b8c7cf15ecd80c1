import { DAY_MS, toIso } from '#relationship';
import type { Question } from './question.js';

const SCORED = 'score band interval { low high } asOf model';
const CONTACT = 'contactId type occurredAt recordedBy retracted note';
const OBLIGATION =
  'obligationId kind customerId dueAt minutesLeft deferred pointsAtStake about { issueId expectationId requestId needId actionId } forecast { risk } contact { contactId type occurredAt }';
const NEXT_PAGE = 'pageInfo { hasNextPage endCursor } freshness { isCurrent }';

/** The facts that tell what a contact was about, of the contacts that are recorded most. */
const FACTS = `about { issueId expectationId requestId needId actionId }`;
const CONTACT_WITH_FACTS = `${CONTACT}
  ... on IssueReported { issueId title severity raisedBy service }
  ... on IssueResolved { issueId }
  ... on ProactiveCallMade { news reason ${FACTS} }
  ... on StatusUpdateGiven { changed nextUpdateDueAt ${FACTS} }
  ... on CheckInHeld { topics }
  ... on ExpectationSet { expectationId what dueAt }
  ... on ExpectationReset { expectationId dueAt reason }
  ... on ExpectationMet { expectationId }
  ... on RequestReceived { requestId asked need }
  ... on RequestDeclined { requestId reason }
  ... on SurpriseDelayOccurred { customerLearnedAt ${FACTS} }
  ... on SentimentRecorded { level reason expiresAt }
  ... on WinCelebrated { what }
  effect { points whyNone }`;

export const TIMELINE = `query ($customerId: ID!, $types: [ContactType!], $first: Int, $after: String) {
  relationship(customerId: $customerId) {
    customerId
    contacts(types: $types, first: $first, after: $after) { edges { node { ${CONTACT_WITH_FACTS} } } ${NEXT_PAGE} }
  }
}`;

export const BRIEF = `query ($customerId: ID!) {
  relationship(customerId: $customerId) {
    customerId name owner segment closed openedAt lastContactAt cadenceDays noticeHours renewsAt value { amount currency }
    trust { ${SCORED} lastSufficientUntil whatWouldHelp { help times score band } }
    sentiment { level reason occurredAt disagreesWithBand }
    openIssues { issueId title severity reportedAt toldAt contact { contactId } }
    brief {
      lastContact { ${CONTACT} }
      lastSurprise { at about { issueId expectationId requestId } contact { contactId } }
      obligations { ${OBLIGATION} }
      promised { expectationId what dueAt forecast { risk restsOn { words } } contact { contactId } }
      waitingNeeds { needId need contact { contactId } }
      stakeholders { stakeholderId name role lastContactAt trust { score band } }
      blindSpots { dimension words }
      nextContacts { type points about { issueId expectationId requestId } obligation { obligationId kind dueAt } }
    }
  }
}`;

/** The questions of an account manager. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'calls_owed',
    title: 'Calls owed',
    says: 'Whom to call next and why: what is owed to customers, most urgent first, with its due time and the points of trust at stake.',
    document: `query ($owner: String, $kinds: [ObligationKind!], $dueWithinMinutes: Int, $orderBy: CallsOwedOrder, $first: Int, $after: String) {
      callsOwed(owner: $owner, kinds: $kinds, dueWithinMinutes: $dueWithinMinutes, orderBy: $orderBy, first: $first, after: $after) {
        edges { node { ${OBLIGATION} relationship { customerId name owner trust { score band } } } }
        ${NEXT_PAGE}
      }
    }`,
  },
  {
    name: 'find_customer',
    title: 'Find a customer',
    says: 'Finds relationships by name or id, band, owner or segment. Use it to get the customerId that other tools take.',
    document: `query ($search: String, $band: TrustBand, $owner: String, $segment: String, $first: Int, $after: String) {
      relationships(search: $search, filter: { band: $band, owner: $owner, segment: $segment }, first: $first, after: $after) {
        edges { node { customerId name owner segment lastContactAt renewsAt trust { score band } } }
        ${NEXT_PAGE}
      }
    }`,
  },
  {
    name: 'brief',
    title: 'Brief before a call',
    says: 'What to know before talking to a customer: trust, open issues, promises, obligations, people, needs and what to do next.',
    document: BRIEF,
  },
  {
    name: 'why_trust_moved',
    title: 'Why trust moved',
    says: 'Trust of one customer at two times, and what makes up the difference, line by line with the contacts that caused it.',
    document: `query ($customerId: ID!, $from: DateTime!, $to: DateTime!) {
      relationship(customerId: $customerId) {
        customerId name
        trustDifference(from: $from, to: $to) {
          difference
          from { ${SCORED} }
          to { ${SCORED} }
          byKind { kind points }
          lines { kind points class obligationId contact { ${CONTACT} } }
        }
      }
    }`,
    defaults: {
      from: { says: '30 days ago', at: (now) => toIso(now - 30 * DAY_MS) },
      to: { says: 'now', at: toIso },
    },
  },
  {
    name: 'what_if',
    title: 'What if',
    says: 'What hypothetical contacts would do to the trust and the obligations of one customer. Nothing is written.',
    document: `query ($customerId: ID!, $contacts: [HypotheticalContactInput!]!, $asOf: DateTime) {
      whatIf(customerId: $customerId, contacts: $contacts, asOf: $asOf) {
        asOf before { score band } after { score band }
        contributions { points class contact { contactId type occurredAt } }
        discharged { obligationId kind dueAt } owed { obligationId kind dueAt }
        moved { before { obligationId kind dueAt } after { dueAt } }
        userErrors { code field message }
      }
    }`,
  },
  {
    name: 'stress_test',
    title: 'Stress test',
    says: 'What a disaster would do to many relationships: promises missed, a service delayed, an owner silent. Nothing is written.',
    document: `query ($input: StressTestInput!, $first: Int) {
      stressTest(input: $input) {
        id asOf isComplete progress { done total }
        totals { concerned falling kept calls pointsLost crossings { from to count } valueAtRisk { amount currency } }
        byOwner { owner totals { concerned falling pointsLost } }
        relationships(first: $first) {
          edges { node { customerId owner pointsLost until before { score band } after { score band } remedy { keeps calls { type before about { issueId expectationId } } } } }
        }
      }
    }`,
  },
  {
    name: 'needs',
    title: 'Needs of customers',
    says: 'What customers asked for and could not get, with how many wait for it.',
    document: `query ($status: NeedStatus, $first: Int, $after: String) {
      needs(status: $status, first: $first, after: $after) {
        edges { node { needId need status customersAsked timesAsked waiting waitingSince fulfilledAt owner waitingCustomers { customerId since timesAsked } } }
        ${NEXT_PAGE}
      }
    }`,
  },
  {
    name: 'measures',
    title: 'How we served',
    says: 'How customers were served: who told first, how soon, promises kept and missed; for all, a customer, an owner, a segment or a service.',
    document: `query ($customerId: ID, $owner: String, $segment: String, $service: String, $from: DateTime, $to: DateTime) {
      measures(filter: { customerId: $customerId, owner: $owner, segment: $segment, service: $service }, from: $from, to: $to) {
        from to relationships toldFirst surprises firstToTellRate promisesKept missedForewarned missedUnannounced
        declinedWithAlternative declinedExplained declinedPlain
        timeToInform { count median percentile90 } recordingLag { count median percentile90 }
      }
    }`,
  },
  {
    name: 'contacts',
    title: 'Contacts on record',
    says: 'What happened with a customer, newest first: each contact with its facts and what it did to trust. Cite contactId.',
    document: `query ($customerId: ID, $types: [ContactType!], $occurredFrom: DateTime, $occurredBefore: DateTime, $first: Int, $after: String) {
      contacts(filter: { customerId: $customerId, types: $types, occurredFrom: $occurredFrom, occurredBefore: $occurredBefore }, first: $first, after: $after) {
        edges { node { customerId ${CONTACT_WITH_FACTS} } }
        ${NEXT_PAGE}
      }
    }`,
  },
];
