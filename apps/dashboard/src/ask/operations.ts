// Made by `npm run schema` from the .graphql files of the page and the schema of the API. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What it is about: exactly one id. */
export type AboutInput = {
  /** A corrective action. At most 100 characters. */
  actionId?: string | null | undefined;
  /** An expectation. At most 100 characters. */
  expectationId?: string | null | undefined;
  /** An issue. At most 100 characters. */
  issueId?: string | null | undefined;
  /** A need. At most 100 characters. */
  needId?: string | null | undefined;
  /** A request. At most 100 characters. */
  requestId?: string | null | undefined;
};

/** An alternative to what the customer asked for. */
export type AlternativeInput = {
  /** Kind of alternative. */
  kind: AlternativeKind;
  /** What it is. At most 500 characters. */
  what?: string | null | undefined;
};

/** Kind of alternative. */
export type AlternativeKind = 'ESCALATION' | 'LATER' | 'REFERRAL' | 'SUBSTITUTE' | 'WORKAROUND';

/** How it was held. */
export type Channel = 'CHAT' | 'EMAIL' | 'IN_PERSON' | 'PHONE' | 'PORTAL' | 'VIDEO';

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

/** An agreed action, so that the problem does not happen again. */
export type CorrectiveActionInput = {
  /** The action. Generated by the server when left out. At most 100 characters. */
  actionId?: string | null | undefined;
  /** When it is due. */
  dueAt?: string | null | undefined;
  /** What is to be done. At most 500 characters. */
  what?: string | null | undefined;
};

/** An obligation is deferred for a reason, until a time or permanently. The score does not change. */
export type DeferObligationInput = {
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** The obligation. At most 200 characters. */
  obligationId: string;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** Why. At most 4000 characters. */
  reason: string;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
  /** When it is shown again. Left out: never. */
  until?: string | null | undefined;
};

/** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
export type EvidenceGrade = 'OBSERVED' | 'SELF_REPORTED';

/** We changed something, and a need that we had declined is now fulfilled. NeedFulfilled is recorded on every relationship that waits, and we owe each a call. */
export type FulfilNeedInput = {
  /** What we changed, without names of people. At most 1000 characters. */
  change?: string | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the need. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** The root need. At most 100 characters. */
  needId: string;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
};

/** A kind of contact that adds evidence. */
export type HelpKind =
  /** A proactive call with the bad news that is owed. */
  | 'BAD_NEWS_TOLD'
  /** A check-in when nothing is wrong. */
  | 'CHECK_IN'
  /** A retrospective with both views. */
  | 'LOOK_BACK_TOGETHER'
  /** A promise made and kept. */
  | 'PROMISE_KEPT'
  /** An update on the state of something. */
  | 'STATUS_UPDATE';

/** We look back on what happened. At least one of the two views is recorded, and what went well too. */
export type HoldRetrospectiveInput = {
  /** What it is about: exactly one id. */
  about?: AboutInput | null | undefined;
  /** What was agreed to be done. At most 50. */
  actions?: Array<CorrectiveActionInput> | null | undefined;
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** How the customer saw it. At most 4000 characters. */
  customerView?: string | null | undefined;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** How we saw it. At most 4000 characters. */
  providerView?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** What is to change. At most 50. */
  toChange?: Array<string> | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
  /** What went well. At most 50. */
  wentWell?: Array<string> | null | undefined;
};

/** What was promised is done. */
export type MeetExpectationInput = {
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The expectation. At most 100 characters. */
  expectationId: string;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

/** An amount of money in one currency. */
export type MoneyInput = {
  /** How much, in units of the currency: 1200.50. From 0 to 1000000000000. */
  amount: number;
  /** Its code in ISO 4217: EUR. At most 3 characters. */
  currency: string;
};

/** How far a need is, from the first refusal until it is met. */
export type NeedStatus =
  /** It was fulfilled, and nobody waits for it. */
  | 'FULFILLED'
  /** Nothing has been done about it yet, or nothing since it was last fulfilled. */
  | 'OPEN'
  /** Somebody waits, and a step towards fulfilling it has been taken. */
  | 'PATHWAY';

/** What kind of news we had. */
export type News = 'BAD' | 'GOOD' | 'NO_CHANGE';

/** We told our supervisor that an executive asked or escalated. */
export type NotifySupervisorInput = {
  /** What it is about: exactly one id. */
  about?: AboutInput | null | undefined;
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** The supervisor. At most 100 characters. */
  supervisor?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

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

/** Which end comes first. */
export type OrderDirection =
  /** The least, or the earliest, first. */
  | 'ASC'
  /** The most, or the latest, first. */
  | 'DESC';

/** An owner falls silent. */
export type OwnerSilentInput = {
  /** Days from now, 0 to 365. Nothing is said or done: what falls due lapses, and evidence ages. */
  days: number;
  /** Who is responsible for the relationship now, holiday cover included. At most 100 characters. Default: every owner falls silent. */
  owner?: string | null | undefined;
};

/** Every promise due soon is missed. */
export type PromisesMissedInput = {
  /** Due within this many days from now, 0 to 365; 7 is a week. */
  withinDays: number;
};

/** We contact the customer when nothing is wrong. Each repeat counts less. */
export type RecordCheckInInput = {
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
  /** What was talked about. At most 50. */
  topics?: Array<string> | null | undefined;
};

/** We call the customer before they call us. */
export type RecordProactiveCallInput = {
  /** What it is about: exactly one id. */
  about?: AboutInput | null | undefined;
  /** Whether we apologised. */
  apologised?: boolean | null | undefined;
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Whether we named the impact on the customer, in the customer's terms. */
  impactAcknowledged?: boolean | null | undefined;
  /** What kind of news we had. */
  news: News;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** What we offered: a loaner, a workaround, somebody who can help. At most 20. */
  options?: Array<AlternativeInput> | null | undefined;
  /** The reason we gave. At most 4000 characters. */
  reason?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

/** We tell the customer the current status, also when nothing has changed. */
export type RecordStatusUpdateInput = {
  /** What it is about: exactly one id. */
  about?: AboutInput | null | undefined;
  /** Whether anything had changed. */
  changed?: boolean | null | undefined;
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** When the next update is due, as promised to the customer. */
  nextUpdateDueAt?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

/** Which relationships. A field that is left out does not filter. */
export type RelationshipFilter = {
  /** Its band at the time of the query. */
  band?: TrustBand | null | undefined;
  /** Also closed relationships. Default: false. */
  includeClosed?: boolean | null | undefined;
  /** Who is responsible for it at the time of the query, holiday cover included. */
  owner?: string | null | undefined;
  /** Its contract ends or is renewed before this time. */
  renewsBefore?: string | null | undefined;
  /** Its contract ends or is renewed at this time or later. */
  renewsFrom?: string | null | undefined;
  /** The customer segment. */
  segment?: string | null | undefined;
  /** Its value is in this currency, and this amount or more. */
  valueAtLeast?: MoneyInput | null | undefined;
};

/** In which order. Ties are broken by customer id. */
export type RelationshipOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What they are ordered by. */
  field: RelationshipOrderField;
};

/** What relationships are ordered by. */
export type RelationshipOrderField =
  /** The time of the last interaction with the customer; none yet counts as the earliest. */
  | 'LAST_CONTACT'
  /** The lower end of the interval: it is lower if little is known, so a relationship with little evidence comes early. */
  | 'LOWER_END'
  /** The name of the customer, by code point. */
  | 'NAME'
  /** When the contract ends or is renewed; no date counts as the latest. */
  | 'RENEWS_AT'
  /** The score at the time of the query. */
  | 'SCORE'
  /** The value of the contract, first by currency code, because amounts in different currencies cannot be compared; no value counts as the least. */
  | 'VALUE';

/** A contact was recorded in error. From then on the score is computed without it. To correct a contact, `replaceContact` retracts it and records the corrected one. */
export type RetractContactInput = {
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The contact to retract. At most 100 characters. */
  contactId: string;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** Why. At most 4000 characters. */
  reason?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

/** The feeling about the relationship. */
export type SentimentLevel = 'GOOD' | 'MIXED' | 'POOR';

/** A service is delayed. */
export type ServiceDelayedInput = {
  /** Days, 0 to 365; 0.5 is half a day. Every promise and update about issues of the service passes unmet, and this long after the last of them the customer has still heard nothing. */
  byDays: number;
  /** The service, as issues name it. At most 100 characters. */
  service: string;
};

/** Who raised it. */
export type Side = 'CUSTOMER' | 'PROVIDER';

/** The person's role. */
export type StakeholderRole = 'CHAMPION' | 'DECISION_MAKER' | 'EXECUTIVE' | 'SPONSOR' | 'USER';

/** What might go wrong; exactly one of these fields. */
export type StressHypotheticalInput = {
  /** One owner or every owner falls silent. */
  ownerSilent?: OwnerSilentInput | null | undefined;
  /** Every promise due soon is missed. */
  promisesMissed?: PromisesMissedInput | null | undefined;
  /** A service is delayed. */
  serviceDelayed?: ServiceDelayedInput | null | undefined;
};

/** We take a step towards a need that we could not fulfil; its status is then PATHWAY. */
export type TakeNeedStepInput = {
  /** The same key and the same facts again add nothing. It belongs to the need. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** The root need. At most 100 characters. */
  needId: string;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** Who is responsible for the need from then on. Left out: as before. At most 100 characters. */
  owner?: string | null | undefined;
  /** What was done or decided, without names of people. At most 1000 characters. */
  step: string;
};

/** How it felt. Shown in the brief, never part of the score. */
export type Tone = 'COLLABORATIVE' | 'NEUTRAL' | 'STALEMATE';

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

/** The four dimensions of trust. */
export type TrustDimension =
  /** Whether customers hear the truth, and from us. */
  | 'CANDOUR'
  /** Whether we serve what customers need. */
  | 'CARE'
  /** Whether we do what we promised. */
  | 'RELIABILITY'
  /** Whether we answer and keep customers informed. */
  | 'RESPONSIVENESS';

/** What happened on a curve of trust. */
export type TrustMarkerKind =
  /** Trust moved into another band. */
  | 'BAND'
  /** A contact took place. */
  | 'CONTACT'
  /** Another model became active. */
  | 'MODEL';

/** Every reason why a contact or a change of models is not recorded. */
export type UserErrorCode =
  /** A corrective action of this id has been agreed in another retrospective. */
  | 'ACTION_ALREADY_AGREED'
  /** The corrective action was verified with other facts. */
  | 'ACTION_ALREADY_VERIFIED'
  /** No corrective action of this id was agreed at that time. */
  | 'ACTION_UNKNOWN'
  /** A time that cannot be later than the contact lies after it. */
  | 'AFTER_OCCURRED'
  /** The contact has been retracted already. */
  | 'CONTACT_ALREADY_RETRACTED'
  /** A fulfilled need cannot be replaced; an opening cannot be replaced by one that is later than other contacts. */
  | 'CONTACT_NOT_REPLACEABLE'
  /** A retraction, an erasure or a marker cannot be retracted; the opening cannot be while other contacts are in effect. */
  | 'CONTACT_NOT_RETRACTABLE'
  /** A contact is replaced by one of its own type; to change the type, retract it and record the other. */
  | 'CONTACT_TYPE_DIFFERS'
  /** There is no contact of this type. */
  | 'CONTACT_TYPE_UNKNOWN'
  /** No contact of this id is on record for this customer. */
  | 'CONTACT_UNKNOWN'
  /** The currency is not a code of ISO 4217, such as EUR. */
  | 'CURRENCY_UNKNOWN'
  /** The customer was erased: nothing more can be recorded, and a repeated call cannot be answered. */
  | 'CUSTOMER_ERASED'
  /** No relationship with this customer was open at that time. */
  | 'CUSTOMER_UNKNOWN'
  /** A due time must lie after the contact that sets it. */
  | 'DUE_IN_PAST'
  /** An expectation of this id has been set with other facts. */
  | 'EXPECTATION_ALREADY_SET'
  /** The expectation was met, settled or withdrawn at that time. */
  | 'EXPECTATION_CLOSED'
  /** No expectation of this id was set at that time. */
  | 'EXPECTATION_UNKNOWN'
  /** A text or id is empty or only white space. */
  | 'FIELD_EMPTY'
  /** The field does not accept this value. */
  | 'FIELD_INVALID'
  /** A number is outside its range or not whole where it must be. */
  | 'FIELD_OUT_OF_RANGE'
  /** A required field is missing. */
  | 'FIELD_REQUIRED'
  /** A text, id or list is longer than its limit. */
  | 'FIELD_TOO_LONG'
  /** The contact has no such field. */
  | 'FIELD_UNKNOWN'
  /** The idempotency key was used before for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Ids are stored in clear text; an id that looks like an e-mail address is refused. */
  | 'ID_LOOKS_LIKE_EMAIL'
  /** An issue of this id has been reported with other facts. */
  | 'ISSUE_ALREADY_REPORTED'
  /** The issue was resolved at that time. */
  | 'ISSUE_ALREADY_RESOLVED'
  /** The issue was not resolved at that time, so it cannot be reopened. */
  | 'ISSUE_NOT_RESOLVED'
  /** No issue of this id was known at that time. */
  | 'ISSUE_UNKNOWN'
  /** The model is active; make another one active in its place first. */
  | 'MODEL_ACTIVE'
  /** The model has been in shadow or active, or was retired, so its document is final. Give a changed document a new id. */
  | 'MODEL_ALREADY_USED'
  /** The document is not a valid model; the field says where. */
  | 'MODEL_INVALID'
  /** The model is not the one that was made active for this segment. */
  | 'MODEL_NOT_ACTIVE'
  /** Only a draft can be put into shadow. */
  | 'MODEL_NOT_A_DRAFT'
  /** Only a model that is in shadow, or was active before, can be made active. */
  | 'MODEL_NOT_IN_SHADOW'
  /** The model has not been in shadow long enough to be made active. */
  | 'MODEL_SHADOW_TOO_SHORT'
  /** There is no model of this id. */
  | 'MODEL_UNKNOWN'
  /** The need has been fulfilled already. */
  | 'NEED_ALREADY_FULFILLED'
  /** No need of this id was known at that time. */
  | 'NEED_UNKNOWN'
  /** The request was not declined with an alternative that could be answered. */
  | 'NO_ALTERNATIVE_OFFERED'
  /** No obligation of this id is owed at that time. */
  | 'OBLIGATION_UNKNOWN'
  /** A contact cannot have occurred later than it is recorded: now, or when an import states. */
  | 'OCCURRED_IN_FUTURE'
  /** The owner, before and after, must be a colleague whose relationships the recorder sees; only who may hand over changes the owner or the cover. */
  | 'OWNER_NOT_IN_PORTFOLIO'
  /** A relationship with this customer was open at that time. */
  | 'RELATIONSHIP_ALREADY_OPEN'
  /** The relationship was closed at that time; reopen it first. */
  | 'RELATIONSHIP_CLOSED'
  /** The relationship was not closed at that time. */
  | 'RELATIONSHIP_NOT_CLOSED'
  /** The request was declined, or its alternative answered, with other facts. */
  | 'REQUEST_ALREADY_ANSWERED'
  /** A request of this id has been recorded with other facts. */
  | 'REQUEST_ALREADY_RECORDED'
  /** No request of this id was known at that time. */
  | 'REQUEST_UNKNOWN'
  /** A stakeholder of this id has been added with other facts. */
  | 'STAKEHOLDER_ALREADY_ADDED'
  /** No stakeholder of this id is known. */
  | 'STAKEHOLDER_UNKNOWN'
  /** The time zone is not a name of the IANA database, such as Europe/Berlin; an offset, such as +02:00, is none. */
  | 'TIME_ZONE_UNKNOWN';

/** An action agreed in a retrospective is done, and somebody has checked it. */
export type VerifyActionInput = {
  /** The action. At most 100 characters. */
  actionId: string;
  /** How it was held. */
  channel?: Channel | null | undefined;
  /** The customer it is with. At most 100 characters. */
  customerId: string;
  /** OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED. */
  evidence?: EvidenceGrade | null | undefined;
  /** The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID. At most 1000 characters. */
  idempotencyKey?: string | null | undefined;
  /** Free text for colleagues. At most 4000 characters. */
  note?: string | null | undefined;
  /** When it happened, as the recorder says; not in the future. Default: now. */
  occurredAt?: string | null | undefined;
  /** The person at the customer who took part. At most 100 characters. */
  stakeholderId?: string | null | undefined;
  /** How it felt. Shown in the brief, never part of the score. */
  tone?: Tone | null | undefined;
};

export type SessionQueryVariables = Exact<{ [key: string]: never }>;

export type SessionQuery = {
  relationships: { edges: Array<{ node: { customerId: string } }>; freshness: { head: string } };
};

export type BookQueryVariables = Exact<{
  filter: RelationshipFilter;
  orderBy: RelationshipOrder;
  after?: string | null | undefined;
  first: number;
  from: string;
  to: string;
}>;

export type BookQuery = {
  relationships: {
    edges: Array<{
      node: {
        customerId: string;
        name: string;
        owner: string | null;
        segment: string | null;
        lastContactAt: string | null;
        renewsAt: string | null;
        cover: { owner: string } | null;
        trust: { score: number; band: TrustBand; interval: { low: number; high: number } };
        trustHistory: Array<{ at: string; score: number | null }>;
        obligations: Array<{ dueAt: string; deferred: boolean }>;
      };
    }>;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
};

export type BriefQueryVariables = Exact<{
  customerId: string;
}>;

export type BriefQuery = {
  relationship: {
    customerId: string;
    brief: {
      lastContact:
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_AlternativeAnswered_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_BandCrossed_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_CheckInHeld_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ContactRetracted_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_CorrectiveActionVerified_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_CustomerErased_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_EscalationRaised_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ExpectationMet_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ExpectationReset_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ExpectationSet_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ExpectationSettled_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ExpectationWithdrawn_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_IssueHandedOver_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_IssueReopened_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_IssueReported_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_IssueResolved_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_MisstatementProven_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_NeedFulfilled_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ObligationDeferred_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ObligationLapsed_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_OutcomeObserved_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_OwnerAssigned_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_ProactiveCallMade_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RelationshipClosed_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RelationshipOpened_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RelationshipReopened_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RelationshipUpdated_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RequestDeclined_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RequestReceived_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_RetrospectiveHeld_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_SentimentRecorded_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_StakeholderAdded_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_StatusUpdateGiven_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_SupervisorNotified_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_SurpriseDelayOccurred_Fragment)
        | ({
            occurredAt: string;
            channel: Channel | null;
            tone: Tone | null;
            note: string | null;
          } & Subject_WinCelebrated_Fragment)
        | null;
      lastSurprise: { at: string } | null;
      lastRetrospective: {
        contact:
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { customerView: string | null; occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string }
          | { occurredAt: string };
      } | null;
      promised: Array<{
        expectationId: string;
        what: string | null;
        dueAt: string | null;
        forecast: { risk: number } | null;
      }>;
      stakeholders: Array<{ id: string; name: string; role: StakeholderRole; lastContactAt: string | null }>;
      waitingNeeds: Array<{ needId: string; need: string | null }>;
      nextContacts: Array<{ type: ContactType; points: number; about: TargetFragment | null }>;
      blindSpots: Array<{ dimension: TrustDimension }>;
    };
  } | null;
};

type Subject_AlternativeAnswered_Fragment = { type: ContactType };

type Subject_BandCrossed_Fragment = { type: ContactType };

type Subject_CheckInHeld_Fragment = { type: ContactType };

type Subject_ContactRetracted_Fragment = { type: ContactType };

type Subject_CorrectiveActionVerified_Fragment = { type: ContactType };

type Subject_CustomerErased_Fragment = { type: ContactType };

type Subject_EscalationRaised_Fragment = { type: ContactType };

type Subject_ExpectationMet_Fragment = { type: ContactType };

type Subject_ExpectationReset_Fragment = { type: ContactType };

type Subject_ExpectationSet_Fragment = {
  expectationId: string;
  what: string | null;
  fallback: string | null;
  type: ContactType;
};

type Subject_ExpectationSettled_Fragment = { type: ContactType };

type Subject_ExpectationWithdrawn_Fragment = { type: ContactType };

type Subject_IssueHandedOver_Fragment = { type: ContactType };

type Subject_IssueReopened_Fragment = { type: ContactType };

type Subject_IssueReported_Fragment = {
  issueId: string | null;
  title: string | null;
  impact: string | null;
  raisedBy: Side;
  type: ContactType;
};

type Subject_IssueResolved_Fragment = { type: ContactType };

type Subject_MisstatementProven_Fragment = { what: string | null; type: ContactType };

type Subject_NeedFulfilled_Fragment = { change: string | null; type: ContactType };

type Subject_ObligationDeferred_Fragment = { type: ContactType };

type Subject_ObligationLapsed_Fragment = { type: ContactType };

type Subject_OutcomeObserved_Fragment = { type: ContactType };

type Subject_OwnerAssigned_Fragment = { type: ContactType };

type Subject_ProactiveCallMade_Fragment = { type: ContactType };

type Subject_RelationshipClosed_Fragment = { type: ContactType };

type Subject_RelationshipOpened_Fragment = { type: ContactType };

type Subject_RelationshipReopened_Fragment = { type: ContactType };

type Subject_RelationshipUpdated_Fragment = { type: ContactType };

type Subject_RequestDeclined_Fragment = {
  requestId: string;
  asked: string | null;
  need: string | null;
  type: ContactType;
};

type Subject_RequestReceived_Fragment = {
  requestId: string;
  asked: string | null;
  need: string | null;
  type: ContactType;
};

type Subject_RetrospectiveHeld_Fragment = {
  type: ContactType;
  actions: Array<{ actionId: string; what: string | null }> | null;
};

type Subject_SentimentRecorded_Fragment = { type: ContactType };

type Subject_StakeholderAdded_Fragment = { type: ContactType };

type Subject_StatusUpdateGiven_Fragment = { type: ContactType };

type Subject_SupervisorNotified_Fragment = { type: ContactType };

type Subject_SurpriseDelayOccurred_Fragment = { type: ContactType };

type Subject_WinCelebrated_Fragment = { what: string | null; type: ContactType };

export type SubjectFragment =
  | Subject_AlternativeAnswered_Fragment
  | Subject_BandCrossed_Fragment
  | Subject_CheckInHeld_Fragment
  | Subject_ContactRetracted_Fragment
  | Subject_CorrectiveActionVerified_Fragment
  | Subject_CustomerErased_Fragment
  | Subject_EscalationRaised_Fragment
  | Subject_ExpectationMet_Fragment
  | Subject_ExpectationReset_Fragment
  | Subject_ExpectationSet_Fragment
  | Subject_ExpectationSettled_Fragment
  | Subject_ExpectationWithdrawn_Fragment
  | Subject_IssueHandedOver_Fragment
  | Subject_IssueReopened_Fragment
  | Subject_IssueReported_Fragment
  | Subject_IssueResolved_Fragment
  | Subject_MisstatementProven_Fragment
  | Subject_NeedFulfilled_Fragment
  | Subject_ObligationDeferred_Fragment
  | Subject_ObligationLapsed_Fragment
  | Subject_OutcomeObserved_Fragment
  | Subject_OwnerAssigned_Fragment
  | Subject_ProactiveCallMade_Fragment
  | Subject_RelationshipClosed_Fragment
  | Subject_RelationshipOpened_Fragment
  | Subject_RelationshipReopened_Fragment
  | Subject_RelationshipUpdated_Fragment
  | Subject_RequestDeclined_Fragment
  | Subject_RequestReceived_Fragment
  | Subject_RetrospectiveHeld_Fragment
  | Subject_SentimentRecorded_Fragment
  | Subject_StakeholderAdded_Fragment
  | Subject_StatusUpdateGiven_Fragment
  | Subject_SupervisorNotified_Fragment
  | Subject_SurpriseDelayOccurred_Fragment
  | Subject_WinCelebrated_Fragment;

export type TargetFragment = {
  issueId: string | null;
  expectationId: string | null;
  requestId: string | null;
  needId: string | null;
  actionId: string | null;
};

export type SubjectsQueryVariables = Exact<{
  customerId: string;
}>;

export type SubjectsQuery = {
  relationship: {
    contacts: {
      edges: Array<{
        node:
          | Subject_AlternativeAnswered_Fragment
          | Subject_BandCrossed_Fragment
          | Subject_CheckInHeld_Fragment
          | Subject_ContactRetracted_Fragment
          | Subject_CorrectiveActionVerified_Fragment
          | Subject_CustomerErased_Fragment
          | Subject_EscalationRaised_Fragment
          | Subject_ExpectationMet_Fragment
          | Subject_ExpectationReset_Fragment
          | Subject_ExpectationSet_Fragment
          | Subject_ExpectationSettled_Fragment
          | Subject_ExpectationWithdrawn_Fragment
          | Subject_IssueHandedOver_Fragment
          | Subject_IssueReopened_Fragment
          | Subject_IssueReported_Fragment
          | Subject_IssueResolved_Fragment
          | Subject_MisstatementProven_Fragment
          | Subject_NeedFulfilled_Fragment
          | Subject_ObligationDeferred_Fragment
          | Subject_ObligationLapsed_Fragment
          | Subject_OutcomeObserved_Fragment
          | Subject_OwnerAssigned_Fragment
          | Subject_ProactiveCallMade_Fragment
          | Subject_RelationshipClosed_Fragment
          | Subject_RelationshipOpened_Fragment
          | Subject_RelationshipReopened_Fragment
          | Subject_RelationshipUpdated_Fragment
          | Subject_RequestDeclined_Fragment
          | Subject_RequestReceived_Fragment
          | Subject_RetrospectiveHeld_Fragment
          | Subject_SentimentRecorded_Fragment
          | Subject_StakeholderAdded_Fragment
          | Subject_StatusUpdateGiven_Fragment
          | Subject_SupervisorNotified_Fragment
          | Subject_SurpriseDelayOccurred_Fragment
          | Subject_WinCelebrated_Fragment;
      }>;
    };
  } | null;
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

export type NeedsQueryVariables = Exact<{
  first: number;
}>;

export type NeedsQuery = {
  needs: {
    edges: Array<{
      node: {
        needId: string;
        need: string | null;
        status: NeedStatus;
        owner: string | null;
        waiting: number;
        waitingSince: string | null;
        customersAsked: number;
        alternativesAccepted: number;
        fulfilledAt: string | null;
        steps: Array<{ stepId: string; step: string; occurredAt: string; owner: string | null }>;
        waitingCustomers: Array<{ customerId: string; relationship: { name: string } | null }>;
      };
    }>;
    pageInfo: { hasNextPage: boolean };
  };
};

export type TakeStepMutationVariables = Exact<{
  input: TakeNeedStepInput;
}>;

export type TakeStepMutation = {
  taken: { position: string | null; userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }> };
};

export type FulfilMutationVariables = Exact<{
  input: FulfilNeedInput;
}>;

export type FulfilMutation = {
  taken: { position: string | null; userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }> };
};

export type CallsOwedQueryVariables = Exact<{
  owner?: string | null | undefined;
  first: number;
}>;

export type CallsOwedQuery = {
  callsOwed: { edges: Array<{ node: OwedFragment }>; pageInfo: { hasNextPage: boolean } };
};

export type OwedFragment = {
  id: string;
  obligationId: string;
  kind: ObligationKind;
  customerId: string;
  dueAt: string;
  pointsAtStake: number;
  about: TargetFragment | null;
  contact:
    | Subject_AlternativeAnswered_Fragment
    | Subject_BandCrossed_Fragment
    | Subject_CheckInHeld_Fragment
    | Subject_ContactRetracted_Fragment
    | Subject_CorrectiveActionVerified_Fragment
    | Subject_CustomerErased_Fragment
    | Subject_EscalationRaised_Fragment
    | Subject_ExpectationMet_Fragment
    | Subject_ExpectationReset_Fragment
    | Subject_ExpectationSet_Fragment
    | Subject_ExpectationSettled_Fragment
    | Subject_ExpectationWithdrawn_Fragment
    | Subject_IssueHandedOver_Fragment
    | Subject_IssueReopened_Fragment
    | Subject_IssueReported_Fragment
    | Subject_IssueResolved_Fragment
    | Subject_MisstatementProven_Fragment
    | Subject_NeedFulfilled_Fragment
    | Subject_ObligationDeferred_Fragment
    | Subject_ObligationLapsed_Fragment
    | Subject_OutcomeObserved_Fragment
    | Subject_OwnerAssigned_Fragment
    | Subject_ProactiveCallMade_Fragment
    | Subject_RelationshipClosed_Fragment
    | Subject_RelationshipOpened_Fragment
    | Subject_RelationshipReopened_Fragment
    | Subject_RelationshipUpdated_Fragment
    | Subject_RequestDeclined_Fragment
    | Subject_RequestReceived_Fragment
    | Subject_RetrospectiveHeld_Fragment
    | Subject_SentimentRecorded_Fragment
    | Subject_StakeholderAdded_Fragment
    | Subject_StatusUpdateGiven_Fragment
    | Subject_SupervisorNotified_Fragment
    | Subject_SurpriseDelayOccurred_Fragment
    | Subject_WinCelebrated_Fragment
    | null;
  forecast: { risk: number; restsOn: { words: string } } | null;
  relationship: {
    name: string;
    owner: string | null;
    cadenceDays: number | null;
    lastContactAt: string | null;
    cover: { owner: string } | null;
    trust: { score: number; band: TrustBand };
  } | null;
};

type Recorded_AddStakeholderPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_AnswerAlternativePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_AssignOwnerPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_CelebrateWinPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_CloseRelationshipPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_DeclineRequestPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_DeferObligationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_EraseCustomerPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_HandOverIssuePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_HoldRetrospectivePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_MeetExpectationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_NotifySupervisorPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_OpenRelationshipPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RaiseEscalationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordCheckInPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordMisstatementPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordOutcomePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordProactiveCallPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordRequestPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordSentimentPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordStatusUpdatePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RecordSurpriseDelayPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ReopenIssuePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ReopenRelationshipPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ReplaceContactPayload_Fragment = {
  position: string | null;
  contact:
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null }
    | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ReportIssuePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ResetExpectationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_ResolveIssuePayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_RetractContactPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_SetExpectationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_SettleExpectationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_UpdateRelationshipPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_VerifyActionPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

type Recorded_WithdrawExpectationPayload_Fragment = {
  position: string | null;
  contact: { contactId: string; customerId: string; effect: { points: number; whyNone: string | null } | null } | null;
  relationship: { name: string; trust: { score: number; band: TrustBand } } | null;
  userErrors: Array<{ code: UserErrorCode; field: string | null; message: string }>;
};

export type RecordedFragment =
  | Recorded_AddStakeholderPayload_Fragment
  | Recorded_AnswerAlternativePayload_Fragment
  | Recorded_AssignOwnerPayload_Fragment
  | Recorded_CelebrateWinPayload_Fragment
  | Recorded_CloseRelationshipPayload_Fragment
  | Recorded_DeclineRequestPayload_Fragment
  | Recorded_DeferObligationPayload_Fragment
  | Recorded_EraseCustomerPayload_Fragment
  | Recorded_HandOverIssuePayload_Fragment
  | Recorded_HoldRetrospectivePayload_Fragment
  | Recorded_MeetExpectationPayload_Fragment
  | Recorded_NotifySupervisorPayload_Fragment
  | Recorded_OpenRelationshipPayload_Fragment
  | Recorded_RaiseEscalationPayload_Fragment
  | Recorded_RecordCheckInPayload_Fragment
  | Recorded_RecordMisstatementPayload_Fragment
  | Recorded_RecordOutcomePayload_Fragment
  | Recorded_RecordProactiveCallPayload_Fragment
  | Recorded_RecordRequestPayload_Fragment
  | Recorded_RecordSentimentPayload_Fragment
  | Recorded_RecordStatusUpdatePayload_Fragment
  | Recorded_RecordSurpriseDelayPayload_Fragment
  | Recorded_ReopenIssuePayload_Fragment
  | Recorded_ReopenRelationshipPayload_Fragment
  | Recorded_ReplaceContactPayload_Fragment
  | Recorded_ReportIssuePayload_Fragment
  | Recorded_ResetExpectationPayload_Fragment
  | Recorded_ResolveIssuePayload_Fragment
  | Recorded_RetractContactPayload_Fragment
  | Recorded_SetExpectationPayload_Fragment
  | Recorded_SettleExpectationPayload_Fragment
  | Recorded_UpdateRelationshipPayload_Fragment
  | Recorded_VerifyActionPayload_Fragment
  | Recorded_WithdrawExpectationPayload_Fragment;

export type TellNewsMutationVariables = Exact<{
  input: RecordProactiveCallInput;
}>;

export type TellNewsMutation = { recorded: Recorded_RecordProactiveCallPayload_Fragment };

export type UpdateStatusMutationVariables = Exact<{
  input: RecordStatusUpdateInput;
}>;

export type UpdateStatusMutation = { recorded: Recorded_RecordStatusUpdatePayload_Fragment };

export type KeepPromiseMutationVariables = Exact<{
  input: MeetExpectationInput;
}>;

export type KeepPromiseMutation = { recorded: Recorded_MeetExpectationPayload_Fragment };

export type CheckInMutationVariables = Exact<{
  input: RecordCheckInInput;
}>;

export type CheckInMutation = { recorded: Recorded_RecordCheckInPayload_Fragment };

export type LookBackMutationVariables = Exact<{
  input: HoldRetrospectiveInput;
}>;

export type LookBackMutation = { recorded: Recorded_HoldRetrospectivePayload_Fragment };

export type VerifyActionMutationVariables = Exact<{
  input: VerifyActionInput;
}>;

export type VerifyActionMutation = { recorded: Recorded_VerifyActionPayload_Fragment };

export type NotifySupervisorMutationVariables = Exact<{
  input: NotifySupervisorInput;
}>;

export type NotifySupervisorMutation = { recorded: Recorded_NotifySupervisorPayload_Fragment };

export type DeferMutationVariables = Exact<{
  input: DeferObligationInput;
}>;

export type DeferMutation = { recorded: Recorded_DeferObligationPayload_Fragment };

export type RetractMutationVariables = Exact<{
  input: RetractContactInput;
}>;

export type RetractMutation = { recorded: Recorded_RetractContactPayload_Fragment };

export type RelationshipQueryVariables = Exact<{
  customerId: string;
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
}>;

export type RelationshipQuery = {
  relationship: {
    customerId: string;
    name: string;
    segment: string | null;
    owner: string | null;
    openedAt: string;
    renewsAt: string | null;
    lastContactAt: string | null;
    closed: boolean;
    asOf: string;
    cover: { owner: string } | null;
    trust: {
      score: number;
      band: TrustBand;
      prior: number;
      cap: number;
      interval: { low: number; high: number };
      blindSpots: Array<{ dimension: TrustDimension }>;
      whatWouldHelp: Array<{ help: HelpKind; times: number }>;
      contributions: Array<{
        class: string;
        points: number;
        since: string;
        obligationId: string | null;
        contact:
          | ({ contactId: string } & Subject_AlternativeAnswered_Fragment)
          | ({ contactId: string } & Subject_BandCrossed_Fragment)
          | ({ contactId: string } & Subject_CheckInHeld_Fragment)
          | ({ contactId: string } & Subject_ContactRetracted_Fragment)
          | ({ contactId: string } & Subject_CorrectiveActionVerified_Fragment)
          | ({ contactId: string } & Subject_CustomerErased_Fragment)
          | ({ contactId: string } & Subject_EscalationRaised_Fragment)
          | ({ contactId: string } & Subject_ExpectationMet_Fragment)
          | ({ contactId: string } & Subject_ExpectationReset_Fragment)
          | ({ contactId: string } & Subject_ExpectationSet_Fragment)
          | ({ contactId: string } & Subject_ExpectationSettled_Fragment)
          | ({ contactId: string } & Subject_ExpectationWithdrawn_Fragment)
          | ({ contactId: string } & Subject_IssueHandedOver_Fragment)
          | ({ contactId: string } & Subject_IssueReopened_Fragment)
          | ({ contactId: string } & Subject_IssueReported_Fragment)
          | ({ contactId: string } & Subject_IssueResolved_Fragment)
          | ({ contactId: string } & Subject_MisstatementProven_Fragment)
          | ({ contactId: string } & Subject_NeedFulfilled_Fragment)
          | ({ contactId: string } & Subject_ObligationDeferred_Fragment)
          | ({ contactId: string } & Subject_ObligationLapsed_Fragment)
          | ({ contactId: string } & Subject_OutcomeObserved_Fragment)
          | ({ contactId: string } & Subject_OwnerAssigned_Fragment)
          | ({ contactId: string } & Subject_ProactiveCallMade_Fragment)
          | ({ contactId: string } & Subject_RelationshipClosed_Fragment)
          | ({ contactId: string } & Subject_RelationshipOpened_Fragment)
          | ({ contactId: string } & Subject_RelationshipReopened_Fragment)
          | ({ contactId: string } & Subject_RelationshipUpdated_Fragment)
          | ({ contactId: string } & Subject_RequestDeclined_Fragment)
          | ({ contactId: string } & Subject_RequestReceived_Fragment)
          | ({ contactId: string } & Subject_RetrospectiveHeld_Fragment)
          | ({ contactId: string } & Subject_SentimentRecorded_Fragment)
          | ({ contactId: string } & Subject_StakeholderAdded_Fragment)
          | ({ contactId: string } & Subject_StatusUpdateGiven_Fragment)
          | ({ contactId: string } & Subject_SupervisorNotified_Fragment)
          | ({ contactId: string } & Subject_SurpriseDelayOccurred_Fragment)
          | ({ contactId: string } & Subject_WinCelebrated_Fragment);
      }>;
    };
    sentiment: { level: SentimentLevel; reason: string } | null;
    obligations: Array<{ deferred: boolean } & OwedFragment>;
  } | null;
};

export type CurveQueryVariables = Exact<{
  customerId: string;
  from: string;
  to: string;
  points: number;
}>;

export type CurveQuery = {
  relationship: {
    trustHistory: Array<{
      at: string;
      score: number | null;
      interval: { low: number; high: number } | null;
      markers: Array<{
        kind: TrustMarkerKind;
        at: string;
        before: number | null;
        after: number | null;
        contact:
          | ({ contactId: string } & Subject_AlternativeAnswered_Fragment)
          | ({ contactId: string } & Subject_BandCrossed_Fragment)
          | ({ contactId: string } & Subject_CheckInHeld_Fragment)
          | ({ contactId: string } & Subject_ContactRetracted_Fragment)
          | ({ contactId: string } & Subject_CorrectiveActionVerified_Fragment)
          | ({ contactId: string } & Subject_CustomerErased_Fragment)
          | ({ contactId: string } & Subject_EscalationRaised_Fragment)
          | ({ contactId: string } & Subject_ExpectationMet_Fragment)
          | ({ contactId: string } & Subject_ExpectationReset_Fragment)
          | ({ contactId: string } & Subject_ExpectationSet_Fragment)
          | ({ contactId: string } & Subject_ExpectationSettled_Fragment)
          | ({ contactId: string } & Subject_ExpectationWithdrawn_Fragment)
          | ({ contactId: string } & Subject_IssueHandedOver_Fragment)
          | ({ contactId: string } & Subject_IssueReopened_Fragment)
          | ({ contactId: string } & Subject_IssueReported_Fragment)
          | ({ contactId: string } & Subject_IssueResolved_Fragment)
          | ({ contactId: string } & Subject_MisstatementProven_Fragment)
          | ({ contactId: string } & Subject_NeedFulfilled_Fragment)
          | ({ contactId: string } & Subject_ObligationDeferred_Fragment)
          | ({ contactId: string } & Subject_ObligationLapsed_Fragment)
          | ({ contactId: string } & Subject_OutcomeObserved_Fragment)
          | ({ contactId: string } & Subject_OwnerAssigned_Fragment)
          | ({ contactId: string } & Subject_ProactiveCallMade_Fragment)
          | ({ contactId: string } & Subject_RelationshipClosed_Fragment)
          | ({ contactId: string } & Subject_RelationshipOpened_Fragment)
          | ({ contactId: string } & Subject_RelationshipReopened_Fragment)
          | ({ contactId: string } & Subject_RelationshipUpdated_Fragment)
          | ({ contactId: string } & Subject_RequestDeclined_Fragment)
          | ({ contactId: string } & Subject_RequestReceived_Fragment)
          | ({ contactId: string } & Subject_RetrospectiveHeld_Fragment)
          | ({ contactId: string } & Subject_SentimentRecorded_Fragment)
          | ({ contactId: string } & Subject_StakeholderAdded_Fragment)
          | ({ contactId: string } & Subject_StatusUpdateGiven_Fragment)
          | ({ contactId: string } & Subject_SupervisorNotified_Fragment)
          | ({ contactId: string } & Subject_SurpriseDelayOccurred_Fragment)
          | ({ contactId: string } & Subject_WinCelebrated_Fragment)
          | null;
      }>;
    }>;
  } | null;
};

export type TimelineQueryVariables = Exact<{
  customerId: string;
  asOf?: string | null | undefined;
  first: number;
}>;

export type TimelineQuery = {
  relationship: {
    contacts: {
      edges: Array<{
        node:
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_AlternativeAnswered_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_BandCrossed_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_CheckInHeld_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ContactRetracted_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_CorrectiveActionVerified_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_CustomerErased_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_EscalationRaised_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ExpectationMet_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ExpectationReset_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ExpectationSet_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ExpectationSettled_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ExpectationWithdrawn_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_IssueHandedOver_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_IssueReopened_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_IssueReported_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_IssueResolved_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_MisstatementProven_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_NeedFulfilled_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ObligationDeferred_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ObligationLapsed_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_OutcomeObserved_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_OwnerAssigned_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_ProactiveCallMade_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RelationshipClosed_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RelationshipOpened_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RelationshipReopened_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RelationshipUpdated_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RequestDeclined_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RequestReceived_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_RetrospectiveHeld_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_SentimentRecorded_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_StakeholderAdded_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_StatusUpdateGiven_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_SupervisorNotified_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_SurpriseDelayOccurred_Fragment)
          | ({
              contactId: string;
              customerId: string;
              occurredAt: string;
              recordedBy: string;
              note: string | null;
              retracted: boolean;
              effect: { points: number; whyNone: string | null } | null;
            } & Subject_WinCelebrated_Fragment);
      }>;
      pageInfo: { hasNextPage: boolean };
    };
  } | null;
};

export type ChoicesQueryVariables = Exact<{ [key: string]: never }>;

export type ChoicesQuery = {
  relationships: {
    edges: Array<{ node: { owner: string | null; segment: string | null; cover: { owner: string } | null } }>;
  };
};

export type StressQueryVariables = Exact<{
  hypothetical: StressHypotheticalInput;
  owner?: string | null | undefined;
}>;

export type StressQuery = {
  stressTest: {
    isComplete: boolean;
    totals: { concerned: number; falling: number; kept: number; calls: number } | null;
    relationships: {
      edges: Array<{
        node: {
          customerId: string;
          owner: string | null;
          before: { score: number; band: TrustBand };
          after: { score: number; band: TrustBand };
          relationship: { name: string } | null;
          remedy: {
            keeps: boolean;
            calls: Array<{ type: ContactType; before: string; about: TargetFragment | null }>;
          } | null;
        };
      }>;
      pageInfo: { hasNextPage: boolean };
    } | null;
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
export const TargetFragmentDoc = new TypedDocumentString(
  `
    fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}
    `,
  { fragmentName: 'Target' },
) as unknown as TypedDocumentString<TargetFragment, unknown>;
export const SubjectFragmentDoc = new TypedDocumentString(
  `
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}
    `,
  { fragmentName: 'Subject' },
) as unknown as TypedDocumentString<SubjectFragment, unknown>;
export const OwedFragmentDoc = new TypedDocumentString(
  `
    fragment Owed on Obligation {
  id
  obligationId
  kind
  customerId
  dueAt
  pointsAtStake
  about {
    ...Target
  }
  contact {
    ...Subject
  }
  forecast {
    risk
    restsOn {
      words
    }
  }
  relationship {
    name
    owner
    cover {
      owner
    }
    cadenceDays
    lastContactAt
    trust {
      score
      band
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}
fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}`,
  { fragmentName: 'Owed' },
) as unknown as TypedDocumentString<OwedFragment, unknown>;
export const RecordedFragmentDoc = new TypedDocumentString(
  `
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}
    `,
  { fragmentName: 'Recorded' },
) as unknown as TypedDocumentString<RecordedFragment, unknown>;
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
export const BookDocument = new TypedDocumentString(`
    query Book($filter: RelationshipFilter!, $orderBy: RelationshipOrder!, $after: String, $first: Int!, $from: DateTime!, $to: DateTime!) {
  relationships(filter: $filter, orderBy: $orderBy, after: $after, first: $first) {
    edges {
      node {
        customerId
        name
        owner
        cover {
          owner
        }
        segment
        lastContactAt
        renewsAt
        trust {
          score
          band
          interval {
            low
            high
          }
        }
        trustHistory(from: $from, to: $to, points: 13) {
          at
          score
        }
        obligations {
          dueAt
          deferred
        }
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<BookQuery, BookQueryVariables>;
export const BriefDocument = new TypedDocumentString(`
    query Brief($customerId: ID!) {
  relationship(customerId: $customerId) {
    customerId
    brief {
      lastContact {
        ...Subject
        occurredAt
        channel
        tone
        note
      }
      lastSurprise {
        at
      }
      lastRetrospective {
        contact {
          occurredAt
          ... on RetrospectiveHeld {
            customerView
          }
        }
      }
      promised {
        expectationId
        what
        dueAt
        forecast {
          risk
        }
      }
      stakeholders {
        id
        name
        role
        lastContactAt
      }
      waitingNeeds {
        needId
        need
      }
      nextContacts {
        type
        points
        about {
          ...Target
        }
      }
      blindSpots {
        dimension
      }
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}
fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}`) as unknown as TypedDocumentString<BriefQuery, BriefQueryVariables>;
export const SubjectsDocument = new TypedDocumentString(`
    query Subjects($customerId: ID!) {
  relationship(customerId: $customerId) {
    contacts(
      first: 100
      types: [IssueReported, ExpectationSet, RequestReceived, RequestDeclined, RetrospectiveHeld]
    ) {
      edges {
        node {
          ...Subject
        }
      }
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}`) as unknown as TypedDocumentString<SubjectsQuery, SubjectsQueryVariables>;
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
export const NeedsDocument = new TypedDocumentString(`
    query Needs($first: Int!) {
  needs(first: $first) {
    edges {
      node {
        needId
        need
        status
        owner
        waiting
        waitingSince
        customersAsked
        alternativesAccepted
        fulfilledAt
        steps {
          stepId
          step
          occurredAt
          owner
        }
        waitingCustomers {
          customerId
          relationship {
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<NeedsQuery, NeedsQueryVariables>;
export const TakeStepDocument = new TypedDocumentString(`
    mutation TakeStep($input: TakeNeedStepInput!) {
  taken: takeNeedStep(input: $input) {
    position
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TakeStepMutation, TakeStepMutationVariables>;
export const FulfilDocument = new TypedDocumentString(`
    mutation Fulfil($input: FulfilNeedInput!) {
  taken: fulfilNeed(input: $input) {
    position
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FulfilMutation, FulfilMutationVariables>;
export const CallsOwedDocument = new TypedDocumentString(`
    query CallsOwed($owner: String, $first: Int!) {
  callsOwed(owner: $owner, first: $first) {
    edges {
      node {
        ...Owed
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}
fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}
fragment Owed on Obligation {
  id
  obligationId
  kind
  customerId
  dueAt
  pointsAtStake
  about {
    ...Target
  }
  contact {
    ...Subject
  }
  forecast {
    risk
    restsOn {
      words
    }
  }
  relationship {
    name
    owner
    cover {
      owner
    }
    cadenceDays
    lastContactAt
    trust {
      score
      band
    }
  }
}`) as unknown as TypedDocumentString<CallsOwedQuery, CallsOwedQueryVariables>;
export const TellNewsDocument = new TypedDocumentString(`
    mutation TellNews($input: RecordProactiveCallInput!) {
  recorded: recordProactiveCall(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<TellNewsMutation, TellNewsMutationVariables>;
export const UpdateStatusDocument = new TypedDocumentString(`
    mutation UpdateStatus($input: RecordStatusUpdateInput!) {
  recorded: recordStatusUpdate(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<UpdateStatusMutation, UpdateStatusMutationVariables>;
export const KeepPromiseDocument = new TypedDocumentString(`
    mutation KeepPromise($input: MeetExpectationInput!) {
  recorded: meetExpectation(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<KeepPromiseMutation, KeepPromiseMutationVariables>;
export const CheckInDocument = new TypedDocumentString(`
    mutation CheckIn($input: RecordCheckInInput!) {
  recorded: recordCheckIn(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<CheckInMutation, CheckInMutationVariables>;
export const LookBackDocument = new TypedDocumentString(`
    mutation LookBack($input: HoldRetrospectiveInput!) {
  recorded: holdRetrospective(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<LookBackMutation, LookBackMutationVariables>;
export const VerifyActionDocument = new TypedDocumentString(`
    mutation VerifyAction($input: VerifyActionInput!) {
  recorded: verifyAction(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<VerifyActionMutation, VerifyActionMutationVariables>;
export const NotifySupervisorDocument = new TypedDocumentString(`
    mutation NotifySupervisor($input: NotifySupervisorInput!) {
  recorded: notifySupervisor(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<NotifySupervisorMutation, NotifySupervisorMutationVariables>;
export const DeferDocument = new TypedDocumentString(`
    mutation Defer($input: DeferObligationInput!) {
  recorded: deferObligation(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<DeferMutation, DeferMutationVariables>;
export const RetractDocument = new TypedDocumentString(`
    mutation Retract($input: RetractContactInput!) {
  recorded: retractContact(input: $input) {
    ...Recorded
  }
}
    fragment Recorded on ContactPayload {
  position
  contact {
    contactId
    customerId
    effect {
      points
      whyNone
    }
  }
  relationship {
    name
    trust {
      score
      band
    }
  }
  userErrors {
    code
    field
    message
  }
}`) as unknown as TypedDocumentString<RetractMutation, RetractMutationVariables>;
export const RelationshipDocument = new TypedDocumentString(`
    query Relationship($customerId: ID!, $asOf: DateTime, $knownAt: DateTime) {
  relationship(customerId: $customerId, asOf: $asOf, knownAt: $knownAt) {
    customerId
    name
    segment
    owner
    cover {
      owner
    }
    openedAt
    renewsAt
    lastContactAt
    closed
    asOf
    trust {
      score
      band
      prior
      cap
      interval {
        low
        high
      }
      blindSpots {
        dimension
      }
      whatWouldHelp {
        help
        times
      }
      contributions {
        class
        points
        since
        obligationId
        contact {
          contactId
          ...Subject
        }
      }
    }
    sentiment {
      level
      reason
    }
    obligations {
      ...Owed
      deferred
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}
fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}
fragment Owed on Obligation {
  id
  obligationId
  kind
  customerId
  dueAt
  pointsAtStake
  about {
    ...Target
  }
  contact {
    ...Subject
  }
  forecast {
    risk
    restsOn {
      words
    }
  }
  relationship {
    name
    owner
    cover {
      owner
    }
    cadenceDays
    lastContactAt
    trust {
      score
      band
    }
  }
}`) as unknown as TypedDocumentString<RelationshipQuery, RelationshipQueryVariables>;
export const CurveDocument = new TypedDocumentString(`
    query Curve($customerId: ID!, $from: DateTime!, $to: DateTime!, $points: Int!) {
  relationship(customerId: $customerId) {
    trustHistory(from: $from, to: $to, points: $points) {
      at
      score
      interval {
        low
        high
      }
      markers {
        kind
        at
        before
        after
        contact {
          contactId
          ...Subject
        }
      }
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}`) as unknown as TypedDocumentString<CurveQuery, CurveQueryVariables>;
export const TimelineDocument = new TypedDocumentString(`
    query Timeline($customerId: ID!, $asOf: DateTime, $first: Int!) {
  relationship(customerId: $customerId, asOf: $asOf) {
    contacts(first: $first) {
      edges {
        node {
          contactId
          customerId
          occurredAt
          recordedBy
          note
          retracted
          effect {
            points
            whyNone
          }
          ...Subject
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment Subject on Contact {
  type
  ... on IssueReported {
    issueId
    title
    impact
    raisedBy
  }
  ... on ExpectationSet {
    expectationId
    what
    fallback
  }
  ... on RequestReceived {
    requestId
    asked
    need
  }
  ... on RequestDeclined {
    requestId
    asked
    need
  }
  ... on NeedFulfilled {
    change
  }
  ... on RetrospectiveHeld {
    actions {
      actionId
      what
    }
  }
  ... on WinCelebrated {
    what
  }
  ... on MisstatementProven {
    what
  }
}`) as unknown as TypedDocumentString<TimelineQuery, TimelineQueryVariables>;
export const ChoicesDocument = new TypedDocumentString(`
    query Choices {
  relationships(first: 200) {
    edges {
      node {
        owner
        cover {
          owner
        }
        segment
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChoicesQuery, ChoicesQueryVariables>;
export const StressDocument = new TypedDocumentString(`
    query Stress($hypothetical: StressHypotheticalInput!, $owner: String) {
  stressTest(
    input: {hypothetical: $hypothetical, filter: {owner: $owner}, waitSeconds: 30}
  ) {
    isComplete
    totals {
      concerned
      falling
      kept
      calls
    }
    relationships(which: FALLING, first: 50) {
      edges {
        node {
          customerId
          owner
          before {
            score
            band
          }
          after {
            score
            band
          }
          relationship {
            name
          }
          remedy {
            keeps
            calls {
              type
              before
              about {
                ...Target
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment Target on About {
  issueId
  expectationId
  requestId
  needId
  actionId
}`) as unknown as TypedDocumentString<StressQuery, StressQueryVariables>;
