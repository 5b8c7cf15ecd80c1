// Made by `npm run schema` from the .graphql files of the page and the schema of the API. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The type of contact: the name of its event. */
export type ContactType =
  /** The customer accepts or rejects the alternative that we offered. */
  | 'AlternativeAnswered'
  /** The relationship moved into another band by time alone, without a contact. */
  | 'BandCrossed'
  /** We contact the customer when nothing is wrong. Each repeat counts less. */
  | 'CheckInHeld'
  /** A contact was recorded in error. From then on the score is computed without it. To correct a contact, `replaceContact` retracts it and records the corrected one. */
  | 'ContactRetracted'
  /** An action agreed in a retrospective is done, and somebody has checked it. */
  | 'CorrectiveActionVerified'
  /** The customer's key is destroyed. Personal data can then no longer be read, here or in any backup. */
  | 'CustomerErased'
  /** An escalation: by the customer, or by us on their behalf. */
  | 'EscalationRaised'
  /** What was promised is done. */
  | 'ExpectationMet'
  /** The promise gets a new due time, and we tell the customer. */
  | 'ExpectationReset'
  /** A personal promise: what the customer may expect, by when, and what happens if it fails. */
  | 'ExpectationSet'
  /** A system of record states whether the promise was kept. Its answer overrides the due time. */
  | 'ExpectationSettled'
  /** We withdraw a promise. This costs more trust than declining a request; an arranged substitute softens it. */
  | 'ExpectationWithdrawn'
  /** Another team or person takes the issue over; the customer starts again with somebody new. */
  | 'IssueHandedOver'
  /** A resolved issue was not resolved, or the problem is back. An issue can be resolved and reopened any number of times. */
  | 'IssueReopened'
  /** Something is wrong. Either we or the customer report it first. */
  | 'IssueReported'
  /** The issue is resolved. */
  | 'IssueResolved'
  /** Something we told the customer proved untrue. Nothing done afterwards softens it. */
  | 'MisstatementProven'
  /** We changed something, and a need that we had declined is now fulfilled. fulfilNeed records this on every relationship that waited; we owe each a call. */
  | 'NeedFulfilled'
  /** An obligation is deferred for a reason, until a time or permanently. The score does not change. */
  | 'ObligationDeferred'
  /** The due time of an obligation passed, and it was not met. */
  | 'ObligationLapsed'
  /** What the customer later did: renewed, left, a survey answer. Never input to the score, only to its validation. */
  | 'OutcomeObserved'
  /** Another account manager becomes responsible for the relationship: permanently, or until a time as holiday cover. */
  | 'OwnerAssigned'
  /** We call the customer before they call us. */
  | 'ProactiveCallMade'
  /** We no longer serve the customer; nothing is owed until it is reopened. */
  | 'RelationshipClosed'
  /** We begin to serve a customer. It can be recorded again with an earlier time: the relationship then begins at the earliest opening. */
  | 'RelationshipOpened'
  /** We reopen a closed relationship and serve the customer again. */
  | 'RelationshipReopened'
  /** The terms of the relationship change; a field that is left out stays as it is. */
  | 'RelationshipUpdated'
  /** We decline a request, with the reason and with alternatives. */
  | 'RequestDeclined'
  /** The customer asks for something. */
  | 'RequestReceived'
  /** We look back on what happened. At least one of the two views is recorded, and what went well too. */
  | 'RetrospectiveHeld'
  /** How an account manager feels about the relationship. Shown next to the score, never part of it. */
  | 'SentimentRecorded'
  /** A person at the customer is added to the relationship. */
  | 'StakeholderAdded'
  /** We tell the customer the current status, also when nothing has changed. */
  | 'StatusUpdateGiven'
  /** We told our supervisor that an executive asked or escalated. */
  | 'SupervisorNotified'
  /** The customer found out before we told them. It discharges no obligation. */
  | 'SurpriseDelayOccurred'
  /** Something went well, and we celebrated it with the customer. */
  | 'WinCelebrated';

/** What we can owe a customer, and by when. */
export type ObligationKind =
  /** The agreed cadence ends. Due that many days after the last contact. */
  | 'CHECK_IN'
  /** A promise is open. Due at its due time. */
  | 'DELIVER'
  /** We know of an issue, or of a promise that passed unmet, and the customer has not been told. Due when the promised notice has passed. */
  | 'DISCLOSE'
  /** An action of a retrospective must be verified, or a customer must be told that their need was fulfilled. Due at the due time of the action, else after 5 working days. */
  | 'FOLLOW_UP'
  /** An executive asked or escalated, and the supervisor does not know yet. Due at once. */
  | 'HEADS_UP'
  /** The customer reported or reopened an issue, or escalated, and has had no word from us since. Due after the hours of the active model, by severity; none is owed where the model sets no hours. */
  | 'RESPOND'
  /** A major issue is resolved and has had no retrospective yet. Due after 5 working days. */
  | 'RETROSPECT'
  /** A next update was promised: due at the time that was named. Or there is silence about an open issue and no next update is promised: due each time after the hours of the active model since the last word, or since a RESPOND lapsed, three times at most. */
  | 'UPDATE';

export type SessionQueryVariables = Exact<{ [key: string]: never }>;

export type SessionQuery = {
  relationships: { edges: Array<{ node: { customerId: string } }>; freshness: { head: string } };
};

export type ContactRecordedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type ContactRecordedSubscription = {
  contactRecorded: {
    cursor: string;
    node:
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType }
      | { customerId: string; type: ContactType };
  };
};

export type CallsOwedQueryVariables = Exact<{
  owner?: string | null | undefined;
  after?: string | null | undefined;
}>;

export type CallsOwedQuery = {
  callsOwed: {
    edges: Array<{
      node: {
        id: string;
        kind: ObligationKind;
        dueAt: string;
        pointsAtStake: number;
        relationship: { customerId: string; name: string } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const SessionDocument = new TypedDocumentString(`
    query Session {
  relationships(first: 1) {
    edges {
      node {
        customerId
      }
    }
    freshness {
      head
    }
  }
}
    `) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const ContactRecordedDocument = new TypedDocumentString(`
    subscription ContactRecorded($after: String) {
  contactRecorded(after: $after) {
    cursor
    node {
      customerId
      type
    }
  }
}
    `) as unknown as TypedDocumentString<ContactRecordedSubscription, ContactRecordedSubscriptionVariables>;
export const CallsOwedDocument = new TypedDocumentString(`
    query CallsOwed($owner: String, $after: String) {
  callsOwed(owner: $owner, after: $after, first: 30) {
    edges {
      node {
        id
        kind
        dueAt
        pointsAtStake
        relationship {
          customerId
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CallsOwedQuery, CallsOwedQueryVariables>;
