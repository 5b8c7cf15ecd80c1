import { declares, definitionOf } from '../contacts/catalog.js';
import { timelineAsOf } from '../timeline/as-of.js';
import type { Ruling } from '../contacts/contact.js';
import { NO_HOLIDAYS, type Calendar } from '../calendar/calendar.js';
import { obligationsOf } from '../obligations/obligations.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { refuse, type Refusal, type RefusalCode } from '../facts/refusal.js';
import { identityOf, type Timeline } from '../timeline/timeline.js';
import { RECORDED, refused, repeated, type Decision } from '../facts/decision.js';

/** What any contact may be refused for by what is on record. */
export const COMMON_REFUSALS: readonly RefusalCode[] = [
  'CUSTOMER_UNKNOWN',
  'CUSTOMER_ERASED',
  'RELATIONSHIP_CLOSED',
  'OCCURRED_IN_FUTURE',
  'STAKEHOLDER_UNKNOWN',
  'IDEMPOTENCY_CONFLICT',
];

/**
 * Judges a contact by the facts as they stood when it occurred, as we know them now.
 * @param contact as it would be recorded: with its id, its times and who records it
 */
export function decide(timeline: Timeline, contact: RecordedContact): Decision<RecordedContact> {
  const definition = definitionOf(contact.type);
  if (definition === null) return refused(refuse('CONTACT_TYPE_UNKNOWN', 'type'));
  const { erasure } = timeline;
  if (erasure !== null) return definition.erases ? repeated(erasure) : refused(refuse('CUSTOMER_ERASED', 'customerId'));
  const earlier = earlierRecordOf(timeline, contact);
  if (earlier !== null) return earlier;
  const refusal = refuseCommon(timeline, contact) ?? definition.refuse?.(rulingOn(timeline, contact));
  return refusal ? refused(refusal) : RECORDED;
}

function earlierRecordOf(timeline: Timeline, contact: RecordedContact): Decision<RecordedContact> | null {
  if (contact.idempotencyKey !== null) {
    const byKey = timeline.byIdempotencyKey(contact.idempotencyKey);
    if (byKey !== null)
      return byKey.fingerprint === contact.fingerprint
        ? repeated(byKey)
        : refused(refuse('IDEMPOTENCY_CONFLICT', 'idempotencyKey'));
  }
  const identity = contact.idChosen ? identityOf(contact) : null;
  const known = identity === null ? [] : timeline.byIdentity(identity);
  const stillHolds = (id: string) => definitionOf(contact.type)?.stillHolds?.(rulingOn(timeline, contact), id) ?? true;
  const same = known.find(({ fingerprint, id }) => fingerprint === contact.fingerprint && stillHolds(id));
  return same === undefined ? null : repeated(same);
}

function refuseCommon(timeline: Timeline, contact: RecordedContact): Refusal | null {
  const { at, recordedAt, type, data } = contact;
  if (at > recordedAt) return refuse('OCCURRED_IN_FUTURE', 'occurredAt');
  if (declares(type, 'opens')) return null;
  const profile = timeline.profileAt(at);
  if (profile === null) return refuse('CUSTOMER_UNKNOWN', 'customerId');
  if (profile.closed && !declares(type, 'takenWhenClosed')) return refuse('RELATIONSHIP_CLOSED', 'customerId');
  const { stakeholderId } = data;
  const isKnown = stakeholderId === undefined || declares(type, 'introduces') || timeline.isStakeholder(stakeholderId);
  return isKnown ? null : refuse('STAKEHOLDER_UNKNOWN', 'stakeholderId');
}

const rulingOn = (timeline: Timeline, { data, at }: RecordedContact): Ruling<object> => ({
  facts: data,
  at,
  known: timeline,
  isOwed: (obligationId) => {
    const asItStood = timelineAsOf(timeline.recorded(), { asOf: at, knownAt: Infinity });
    return obligationsOf(asItStood, at, anyCadenceOf(asItStood)).some(({ id }) => id === obligationId);
  },
});

/**
 * The active model says how often a segment is owed a call. Rules know no model, so a deferral is judged as if the segment
 * were owed one: whether the call is owed does not depend on how often.
 */
const anyCadenceOf = ({ profile }: Timeline): Calendar =>
  profile?.segment == null ? NO_HOLIDAYS : { ...NO_HOLIDAYS, cadenceBySegment: new Map([[profile.segment, 1]]) };
