import { toIso } from './instant.js';

/**
 * Every expected "no", with its sentence. The list is closed: a caller may rely on these codes, the reference page is
 * made from it, and each has a given/when/then test. Codes are never renamed; a new one is a change of the contract.
 */
export const REFUSALS = {
  FIELD_REQUIRED: 'A required field is missing.',
  FIELD_EMPTY: 'A text or id is empty or only white space.',
  FIELD_TOO_LONG: 'A text, id or list is longer than its limit.',
  FIELD_OUT_OF_RANGE: 'A number is outside its range or not whole where it must be.',
  FIELD_INVALID: 'The field does not accept this value.',
  FIELD_UNKNOWN: 'The contact has no such field.',
  ID_LOOKS_LIKE_EMAIL: 'Ids are stored in clear text; an id that looks like an e-mail address is refused.',
  TEXT_HOLDS_ADDRESS: 'The text is stored in clear text; one that holds an e-mail address is refused.',
  CONTACT_TYPE_UNKNOWN: 'There is no contact of this type.',
  OCCURRED_IN_FUTURE: 'A contact cannot have occurred later than it is recorded: now, or when an import states.',
  DUE_IN_PAST: 'A due time must lie after the contact that sets it.',
  AFTER_OCCURRED: 'A time that cannot be later than the contact lies after it.',
  CUSTOMER_UNKNOWN: 'No relationship with this customer was open at that time.',
  OWNER_NOT_IN_PORTFOLIO:
    'The owner, before and after, must be a colleague whose relationships the recorder sees; only who may hand over changes the owner or the cover.',
  RELATIONSHIP_ALREADY_OPEN: 'A relationship with this customer was open at that time.',
  RELATIONSHIP_CLOSED: 'The relationship was closed at that time; reopen it first.',
  RELATIONSHIP_NOT_CLOSED: 'The relationship was not closed at that time.',
  CUSTOMER_ERASED: 'The customer was erased: nothing more can be recorded, and a repeated call cannot be answered.',
  TIME_ZONE_UNKNOWN:
    'The time zone is not a name of the IANA database, such as Europe/Berlin; an offset, such as +02:00, is none.',
  CURRENCY_UNKNOWN: 'The currency is not a code of ISO 4217, such as EUR.',
  ISSUE_UNKNOWN: 'No issue of this id was known at that time.',
  ISSUE_ALREADY_REPORTED: 'An issue of this id has been reported with other facts.',
  ISSUE_ALREADY_RESOLVED: 'The issue was resolved at that time.',
  ISSUE_NOT_RESOLVED: 'The issue was not resolved at that time, so it cannot be reopened.',
  EXPECTATION_UNKNOWN: 'No expectation of this id was set at that time.',
  EXPECTATION_ALREADY_SET: 'An expectation of this id has been set with other facts.',
  EXPECTATION_CLOSED: 'The expectation was met, settled or withdrawn at that time.',
  REQUEST_UNKNOWN: 'No request of this id was known at that time.',
  REQUEST_ALREADY_RECORDED: 'A request of this id has been recorded with other facts.',
  REQUEST_ALREADY_ANSWERED: 'The request was declined, or its alternative answered, with other facts.',
  NEED_UNKNOWN: 'No need of this id was known at that time.',
  NEED_ALREADY_FULFILLED: 'The need has been fulfilled already.',
  ACTION_UNKNOWN: 'No corrective action of this id was agreed at that time.',
  ACTION_ALREADY_AGREED: 'A corrective action of this id has been agreed in another retrospective.',
  ACTION_ALREADY_VERIFIED: 'The corrective action was verified with other facts.',
  NO_ALTERNATIVE_OFFERED: 'The request was not declined with an alternative that could be answered.',
  STAKEHOLDER_UNKNOWN: 'No stakeholder of this id is known.',
  STAKEHOLDER_ALREADY_ADDED: 'A stakeholder of this id has been added with other facts.',
  HOLD_UNKNOWN: 'No legal hold of this id was set for this customer.',
  HOLD_ALREADY_SET: 'A legal hold of this id has been set with other facts, or was lifted; set one with another id.',
  HOLD_ALREADY_LIFTED: 'The legal hold was lifted with other facts.',
  UNDER_LEGAL_HOLD: 'The customer is under a legal hold, which keeps them from being erased. Lift it first.',
  OBLIGATION_UNKNOWN: 'No obligation of this id is owed at that time.',
  CONTACT_UNKNOWN: 'No contact of this id is on record for this customer.',
  CONTACT_NOT_RETRACTABLE:
    'A retraction, a legal hold, its end, an erasure or a marker cannot be retracted; the opening cannot be while other contacts are in effect.',
  CONTACT_ALREADY_RETRACTED: 'The contact has been retracted already.',
  CONTACT_NOT_REPLACEABLE:
    'A fulfilled need cannot be replaced; an opening cannot be replaced by one that is later than other contacts.',
  CONTACT_TYPE_DIFFERS:
    'A contact is replaced by one of its own type; to change the type, retract it and record the other.',
  MERGE_WITH_ITSELF: 'Both ids lead to the same relationship.',
  ALREADY_MERGED: 'The id leads to another relationship already; merge that one, or retract its merge first.',
  IDS_IN_BOTH:
    'Both relationships have an issue, expectation, request or action of the same id; say idsAreShared if they are one and the same, or retract one.',
  CUSTOMER_ON_RECORD: 'The id has a relationship of its own; merge the two.',
  MERGE_NOT_RETRACTABLE: 'Only a lead or an administrator retracts a merge.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used before for something else.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A business "no": expected, shown to the caller, never retried. */
export type Refusal<C extends string = RefusalCode> = {
  readonly code: C;
  /** Path of the refused field, with dots between its steps; null where the whole contact is refused. */
  readonly field: string | null;
  /** One sentence for people. Holds no personal data. */
  readonly message: string;
};

/** Makes refusals of a closed list. @param sentences the default message of each code */
export const refuser =
  <C extends string>(sentences: Readonly<Record<C, string>>) =>
  (code: C, field: string | null = null, message: string = sentences[code]): Refusal<C> => ({ code, field, message });

export const refuse = refuser(REFUSALS);

/** Both times milliseconds since the epoch. */
export const laterThan = (occurredAt: number, recordedAt: number): string =>
  `A contact cannot have occurred later than it is recorded: ${toIso(occurredAt)} is later than ${toIso(recordedAt)}.`;
