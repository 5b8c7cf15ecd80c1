import { checkInHeld, misstatementProven, winCelebrated } from './contacts/check-in.js';
import { contactRetracted, customerErased } from './contacts/correction.js';
import { bandCrossed, obligationDeferred, obligationLapsed } from './contacts/deferral.js';
import { escalationRaised, supervisorNotified } from './contacts/escalation.js';
import {
  expectationMet,
  expectationReset,
  expectationSet,
  expectationSettled,
  expectationWithdrawn,
} from './contacts/expectation.js';
import { issueHandedOver, issueReported, issueResolved } from './contacts/issue.js';
import {
  ownerAssigned,
  relationshipClosed,
  relationshipOpened,
  relationshipReopened,
  relationshipUpdated,
} from './contacts/opening.js';
import { needFulfilled } from './contacts/need.js';
import { proactiveCallMade } from './contacts/proactive-call.js';
import { alternativeAnswered, requestDeclined, requestReceived } from './contacts/request.js';
import { correctiveActionVerified, retrospectiveHeld } from './contacts/retrospective.js';
import { outcomeObserved, sentimentRecorded, stakeholderAdded } from './contacts/stakeholder.js';
import { statusUpdateGiven } from './contacts/status-update.js';
import { surpriseDelayOccurred } from './contacts/surprise-delay.js';
import type { ContactDefinition, EventOf } from './contact.js';
import type { RecordedContact } from './recorded-contact.js';

/** Every contact there is, in the order of the reference page. */
const CONTACTS = [
  relationshipOpened,
  relationshipUpdated,
  relationshipClosed,
  relationshipReopened,
  ownerAssigned,
  stakeholderAdded,
  issueReported,
  issueHandedOver,
  issueResolved,
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
  customerErased,
  obligationLapsed,
  bandCrossed,
] as const;

type Definition = (typeof CONTACTS)[number];
/** Any recorded contact, told apart by its `type`. */
export type ContactEvent = EventOf<Definition>;
export type ContactType = ContactEvent['type'];

export const CATALOG: readonly ContactDefinition[] = CONTACTS;

const BY_TYPE = new Map(CATALOG.map((definition) => [definition.type, definition]));

/** The contact of this event type; null where there is none. */
export const definitionOf = (type: string): ContactDefinition | null => BY_TYPE.get(type) ?? null;

/** Whether the contact was a word with the customer, from which the cadence counts. */
export function isInteraction({ type, data }: RecordedContact): boolean {
  const definition = definitionOf(type);
  return definition !== null && definition.isInteraction && (definition.isInteractionWhen?.(data) ?? true);
}
