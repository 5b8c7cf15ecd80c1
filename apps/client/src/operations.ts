// Made by `npm run schema` from .graphql files and the schema of the API. Do not edit.
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
  /** Another system knows the customer under an id of its own. What is recorded under that id, by an import too, goes to this relationship. To undo it, retract this contact. */
  | 'CustomerIdentified'
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
  /** A legal hold ends, for good: to keep the customer again, set another one. */
  | 'LegalHoldLifted'
  /** What is held of the customer must be kept for a reason of law: from then on neither `eraseCustomer` nor a retention erases the customer. There can be several holds; the last one to be lifted ends it. */
  | 'LegalHoldSet'
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
  /** The relationship ends here: what is recorded under this id goes to another one. It is recorded just before the merge, and counts from the merge on. */
  | 'RelationshipAbsorbed'
  /** We no longer serve the customer; nothing is owed until it is reopened. */
  | 'RelationshipClosed'
  /** We begin to serve a customer. It can be recorded again with an earlier time: the relationship then begins at the earliest opening. */
  | 'RelationshipOpened'
  /** We reopen a closed relationship and serve the customer again. */
  | 'RelationshipReopened'
  /** The terms of the relationship change; a field that is left out stays as it is. */
  | 'RelationshipUpdated'
  /** Two relationships are with the same customer: from then on all contacts of the absorbed one count in this one, each with its own times and recorder. What is recorded under the absorbed id goes to this one. To undo it, retract this contact. */
  | 'RelationshipsMerged'
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
  /** A next update was promised: due at the time that was named. Or there is silence about an open issue and no next update is promised: due each time after the hours of the active model since the last word, or since a RESPOND lapsed, three times at most. An update that was promised about a promise of the issue stands in place of a word until its time; then the silence counts on. */
  | 'UPDATE';

/** How healthy a relationship is. */
export type TrustBand =
  /** Below the lower threshold. */
  | 'AT_RISK'
  /** At or above the upper threshold of the model. */
  | 'HEALTHY'
  /** There is too little evidence, or all of it is too old, to judge. */
  | 'INSUFFICIENT_EVIDENCE'
  /** Between the thresholds. */
  | 'WATCH';

/** What happens when changes come faster than they are read. */
export type WhenSlow =
  /** The subscription ends with the error SUBSCRIBER_TOO_SLOW when more than 1,000 events wait for it. What was recorded before it began does not count. */
  | 'CLOSE'
  /** Every change is sent, as late as it is read. */
  | 'LATER'
  /** Of the changes that wait, 1,000 events at a time, only the newest of each customer is sent; its `standsFor` says how many it stands for. A change of models is sent for each relationship. */
  | 'NEWEST';

export type CallsOwedQueryVariables = Exact<{
  owner?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type CallsOwedQuery = {
  callsOwed: {
    edges: Array<{
      node: {
        obligationId: string;
        kind: ObligationKind;
        customerId: string;
        dueAt: string;
        minutesLeft: number;
        pointsAtStake: number;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ContactRecordedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  customerId?: string | null | undefined;
}>;

export type ContactRecordedSubscription = {
  contactRecorded: {
    cursor: string;
    node:
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string }
      | { contactId: string; customerId: string; type: ContactType; occurredAt: string };
  };
};

export type PresentQueryVariables = Exact<{ [key: string]: never }>;

export type PresentQuery = { relationships: { freshness: { head: string } } };

export type RelationshipQueryVariables = Exact<{
  customerId: string;
}>;

export type RelationshipQuery = {
  relationship: {
    customerId: string;
    name: string;
    segment: string | null;
    owner: string | null;
    trust: { score: number; band: TrustBand; interval: { low: number; high: number } };
    obligations: Array<{ obligationId: string; kind: ObligationKind; dueAt: string; pointsAtStake: number }>;
  } | null;
};

export type TrustChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  customerIds?: Array<string> | string | null | undefined;
  owner?: string | null | undefined;
  whenSlow?: WhenSlow | null | undefined;
}>;

export type TrustChangedSubscription = {
  trustChanged: {
    cursor: string;
    customerId: string;
    standsFor: number;
    before: { score: number; band: TrustBand } | null;
    after: { score: number; band: TrustBand } | null;
    cause: {
      contact:
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | { contactId: string; type: ContactType; occurredAt: string }
        | null;
      obligation: { obligationId: string; kind: ObligationKind; dueAt: string } | null;
      bandCrossing: { from: TrustBand; to: TrustBand; at: string } | null;
      modelChange: { from: string; to: string; at: string } | null;
    };
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

export const CallsOwedDocument = new TypedDocumentString(`
    query CallsOwed($owner: String, $first: Int, $after: String) {
  callsOwed(owner: $owner, first: $first, after: $after) {
    edges {
      node {
        obligationId
        kind
        customerId
        dueAt
        minutesLeft
        pointsAtStake
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CallsOwedQuery, CallsOwedQueryVariables>;
export const ContactRecordedDocument = new TypedDocumentString(`
    subscription ContactRecorded($after: String, $customerId: ID) {
  contactRecorded(after: $after, customerId: $customerId) {
    cursor
    node {
      contactId
      customerId
      type
      occurredAt
    }
  }
}
    `) as unknown as TypedDocumentString<ContactRecordedSubscription, ContactRecordedSubscriptionVariables>;
export const PresentDocument = new TypedDocumentString(`
    query Present {
  relationships(first: 1) {
    freshness {
      head
    }
  }
}
    `) as unknown as TypedDocumentString<PresentQuery, PresentQueryVariables>;
export const RelationshipDocument = new TypedDocumentString(`
    query Relationship($customerId: ID!) {
  relationship(customerId: $customerId) {
    customerId
    name
    segment
    owner
    trust {
      score
      band
      interval {
        low
        high
      }
    }
    obligations {
      obligationId
      kind
      dueAt
      pointsAtStake
    }
  }
}
    `) as unknown as TypedDocumentString<RelationshipQuery, RelationshipQueryVariables>;
export const TrustChangedDocument = new TypedDocumentString(`
    subscription TrustChanged($after: String, $customerIds: [ID!], $owner: String, $whenSlow: WhenSlow) {
  trustChanged(
    after: $after
    customerIds: $customerIds
    owner: $owner
    whenSlow: $whenSlow
  ) {
    cursor
    customerId
    before {
      score
      band
    }
    after {
      score
      band
    }
    cause {
      contact {
        contactId
        type
        occurredAt
      }
      obligation {
        obligationId
        kind
        dueAt
      }
      bandCrossing {
        from
        to
        at
      }
      modelChange {
        from
        to
        at
      }
    }
    standsFor
  }
}
    `) as unknown as TypedDocumentString<TrustChangedSubscription, TrustChangedSubscriptionVariables>;
