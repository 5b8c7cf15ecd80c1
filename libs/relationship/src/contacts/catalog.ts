import { checkInHeld, misstatementProven, winCelebrated } from './check-in.js';
import { contactRetracted, customerErased } from './correction.js';
import { bandCrossed, obligationDeferred, obligationLapsed } from './deferral.js';
import { escalationRaised, supervisorNotified } from './escalation.js';
import {
  expectationMet,
  expectationReset,
  expectationSet,
  expectationSettled,
  expectationWithdrawn,
} from './expectation.js';
import { issueHandedOver, issueReopened, issueReported, issueResolved } from './issue.js';
import { legalHoldLifted, legalHoldSet } from './legal-hold.js';
import {
  ownerAssigned,
  relationshipClosed,
  relationshipOpened,
  relationshipReopened,
  relationshipUpdated,
} from './opening.js';
import { customerIdentified, relationshipAbsorbed, relationshipsMerged } from './merging.js';
import { needFulfilled } from './need.js';
import { proactiveCallMade } from './proactive-call.js';
import { alternativeAnswered, requestDeclined, requestReceived } from './request.js';
import { correctiveActionVerified, retrospectiveHeld } from './retrospective.js';
import { outcomeObserved, sentimentRecorded, stakeholderAdded } from './stakeholder.js';
import { statusUpdateGiven } from './status-update.js';
import { surpriseDelayOccurred } from './surprise-delay.js';
import type { ContactDefinition, EventOf, Outcome } from './contact.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** Every contact there is, in the order of the reference page. */
const CONTACTS = [
  relationshipOpened,
  relationshipUpdated,
  relationshipClosed,
  relationshipReopened,
  ownerAssigned,
  relationshipsMerged,
  customerIdentified,
  stakeholderAdded,
  issueReported,
  issueHandedOver,
  issueResolved,
  issueReopened,
  proactiveCallMade,
  surpriseDelayOccurred,
  statusUpdateGiven,
  checkInHeld,
  expectationSet,
  expectationReset,
  expectationMet,
  expectationSettled,
  expectationWithdrawn,
  requestReceived,
  requestDeclined,
  alternativeAnswered,
  needFulfilled,
  escalationRaised,
  supervisorNotified,
  obligationDeferred,
  retrospectiveHeld,
  correctiveActionVerified,
  winCelebrated,
  misstatementProven,
  sentimentRecorded,
  outcomeObserved,
  contactRetracted,
  legalHoldSet,
  legalHoldLifted,
  customerErased,
  relationshipAbsorbed,
  obligationLapsed,
  bandCrossed,
] as const;

type Definition = (typeof CONTACTS)[number];
/** Any recorded contact, told apart by its `type`. */
export type ContactEvent = EventOf<Definition>;
export type ContactType = ContactEvent['type'];
/** The facts of a contact of this type, without its customer and its time. */
export type FactsIn<T extends ContactType> = T extends ContactType
  ? Omit<Extract<ContactEvent, { readonly type: T }>['data'], 'customerId' | 'occurredAt'>
  : never;

export const CATALOG: readonly ContactDefinition[] = CONTACTS;

const BY_TYPE = new Map(CATALOG.map((definition) => [definition.type, definition]));

/** The contact of this event type; null where there is none. */
export const definitionOf = (type: string): ContactDefinition | null => BY_TYPE.get(type) ?? null;

/** The optional properties of a definition. */
type Special = {
  [K in keyof ContactDefinition]-?: undefined extends ContactDefinition[K] ? K : never;
}[keyof ContactDefinition];

/** Whether this contact type declares an optional property, such as `opens` or `marker`. */
export const declares = (type: string, what: Special): boolean => definitionOf(type)?.[what] !== undefined;

/** The outcome that the contact records; null where it records none. */
export const outcomeOf = ({ type, data }: RecordedContact): Outcome | null =>
  definitionOf(type)?.outcome?.(data) ?? null;

/** The customer's name as the contact states it; null where it states none. Unreadable text while it is sealed. */
export const nameIn = ({ type, data }: RecordedContact): string | null =>
  definitionOf(type)?.agrees?.(data).name ?? null;

/** The root need in the words of the contact; null if it states none. Unreadable text while it is sealed. */
export const needIn = ({ type, data }: RecordedContact): string | null => definitionOf(type)?.need?.(data) ?? null;

/** Whether the contact was an interaction with the customer. The cadence counts from the last one. */
export function isInteraction({ type, data }: RecordedContact): boolean {
  const definition = definitionOf(type);
  return definition !== null && definition.isInteraction && (definition.isInteractionWhen?.(data) ?? true);
}
