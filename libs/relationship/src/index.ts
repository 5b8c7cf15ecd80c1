export { ABOUT, target, targetOf, type About } from './about.js';
export { timelineAsOf, type Clocks } from './as-of.js';
export { briefFacts, type BriefFacts } from './brief/brief.js';
export { compareViews, type ViewsCompared } from './brief/views-compared.js';
export { CATALOG, definitionOf, isInteraction, type ContactEvent, type ContactType } from './catalog.js';
export type { ContactDefinition } from './contact.js';
export { COMMON_REFUSALS, decide, type Decision } from './decide.js';
export type { EvidenceChange } from './evidence/change.js';
export { compareEntries, type EvidenceEntry, type Recovery } from './evidence/entry.js';
export * from './fields.js';
export * from './instant.js';
export type { Target } from './mark.js';
export type { Profile } from './profile.js';
export {
  addMeasures,
  firstToTellRate,
  measure,
  NOTHING_MEASURED,
  type Measures,
  type Period,
} from './measures/measures.js';
export { askingsOf, isServedAt, type Asking } from './needs/asking.js';
export { decideNeed, doneOf, unfinishedOf, type NeedDecision, type NeedStanding } from './needs/decide-need.js';
export * from './needs/need-fact.js';
export { NEED_STATUSES, type NeedStatus } from './needs/need-status.js';
export { NO_HOLIDAYS, type Calendar } from './obligations/calendar.js';
export { OBLIGATION_KINDS, type Obligation, type ObligationKind } from './obligations/obligation.js';
export { kindOfObligation } from './obligations/ids.js';
export { obligationsOf } from './obligations/obligations.js';
export { COMMON_FIELDS, type RecordedContact } from './recorded-contact.js';
export { REFUSALS, refuse, type Refusal, type RefusalCode } from './refusal.js';
export { SEVERITIES, type Severity } from './severity.js';
export { hypothetical } from './hypothetical.js';
export { readerOf, type MatterExcerpt, type MatterReader } from './matter-excerpt.js';
export { Timeline } from './timeline.js';
export { FutureVersion, upcast } from './upcast.js';
