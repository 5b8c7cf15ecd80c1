export { ABOUT, aboutFacts, aboutOf, idIn, target, targetOf, type About, type Target } from './matters/target.js';
export { asOfIn, counts, timelineAsOf, timelineAsOfInSteps, type Clocks } from './timeline/as-of.js';
export { finished, type Steps } from './facts/steps.js';
export { briefFacts, type BriefFacts } from './brief/brief.js';
export { openIssues } from './brief/open-issues.js';
export { compareViews, type ViewsCompared } from './brief/views-compared.js';
export {
  CATALOG,
  declares,
  definitionOf,
  isInteraction,
  nameIn,
  needIn,
  outcomeOf,
  type ContactEvent,
  type ContactType,
  type FactsIn,
} from './contacts/catalog.js';
export { contactRetracted, customerErased, underLegalHold } from './contacts/correction.js';
export { legalHoldLifted, legalHoldSet } from './contacts/legal-hold.js';
export { relationshipAbsorbed, relationshipsMerged, customerIdentified } from './contacts/merging.js';
export { bandCrossed, obligationLapsed } from './contacts/deferral.js';
export { expectationSet } from './contacts/expectation.js';
export { issueReported } from './contacts/issue.js';
export { retrospectiveHeld } from './contacts/retrospective.js';
export { ownerAssigned, relationshipOpened, relationshipUpdated } from './contacts/opening.js';
export { sentimentRecorded, stakeholderAdded } from './contacts/stakeholder.js';
export { changedFacts, type ChangedFact } from './contacts/changed-facts.js';
export { isA, type ContactDefinition, type EventOf, type EvidenceOf, type Outcome } from './contacts/contact.js';
export type { FileRow, RepeatForms } from './facts/repeat-forms.js';
export { COMMON_REFUSALS, decide } from './deciding/decide.js';
export { decideMerge } from './deciding/merge.js';
export { decideReplacement, type Replacement } from './deciding/replace.js';
export { changeEntries, type EvidenceChange } from './matters/evidence-change.js';
export { compareEntries, type EvidenceEntry, type Recovery } from './matters/evidence-entry.js';
export { RECORDED, refused, refusedWith, repeated, type Answer, type Decision } from './facts/decision.js';
export * from './facts/fields.js';
export * from './facts/instant.js';
export { personalPart } from './facts/personal-part.js';
export { instantIn, whyNoInstant } from './facts/reading-instants.js';
export { MONEY, type Money } from './facts/money.js';
export { compareFacts, compareSaid, compareText, inOrder, lastOf } from './facts/order.js';
export { answersAt, coverAt, type Cover, type Profile } from './contacts/profile.js';
export {
  addMeasures,
  firstToTellRate,
  measure,
  NOTHING_MEASURED,
  type Measures,
  type Period,
} from './measures/measures.js';
export { askingsOf, isServedAt, type Asking } from './needs/asking.js';
export { decideNeed, doneOf, unfinishedOf, type NeedState } from './needs/decide-need.js';
export * from './needs/need-fact.js';
export { NEED_STATUSES, type NeedStatus } from './needs/need-status.js';
export {
  NO_HOLIDAYS,
  type BusinessHours,
  type Calendar,
  type Waiting,
  type WaitingHours,
  type WorkCalendar,
} from './calendar/calendar.js';
export { isTimeZone } from './calendar/time-zone.js';
export { NO_EVIDENCE, type Found, type NoEvidence } from './matters/no-evidence.js';
export { OBLIGATION_KINDS, type Obligation, type ObligationKind } from './matters/obligation.js';
export { kindOfObligation, lookBackId } from './matters/obligation-ids.js';
export { isLateNews, lapsedBy, obligationsInSteps, obligationsOf } from './obligations/obligations.js';
export { cleanLine, cleanText, formsOf, isNamed, normalId } from './facts/normal-form.js';
export { quoted } from './facts/quoted.js';
export type { Expectation } from './matters/expectation.js';
export type { Issue, Matter } from './matters/matter.js';
export { answerOf, type PromiseAnswer } from './matters/promise-answer.js';
export { COMMON_FIELDS, type RecordedContact } from './facts/recorded-contact.js';
export { REFUSALS, refuse, refuser, type Refusal, type RefusalCode } from './facts/refusal.js';
export type { Stakeholder } from './facts/stakeholder.js';
export { SEVERITIES, type Severity } from './facts/severity.js';
export { hypothetical, supposedContact } from './timeline/hypothetical.js';
export { readerOf, type MatterExcerpt, type MatterReader } from './timeline/matter-excerpt.js';
export { leadOf, type Lead } from './timeline/leads.js';
export { Timeline, type Joined } from './timeline/timeline.js';
export { closesCircle, unsettledIn, type Unsettled } from './timeline/unsettled.js';
export { FutureVersion, upcast } from './facts/upcast.js';
