import { declares, definitionOf } from '../contacts/catalog.js';
import { asOfIn } from '../timeline/as-of.js';
import type { Ruling } from '../contacts/contact.js';
import { mayBeOwed } from '../obligations/obligations.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { formsOfToday, type FileRow, type RepeatForms } from '../facts/repeat-forms.js';
import { laterThan, refuse, type Refusal, type RefusalCode } from '../facts/refusal.js';
import { identityOf, type Timeline } from '../timeline/timeline.js';
import { RECORDED, refused, repeated, type Decision } from '../facts/decision.js';

/** The codes that the facts on record can cause for any contact. */
export const COMMON_REFUSALS: readonly RefusalCode[] = [
  'CUSTOMER_UNKNOWN',
  'CUSTOMER_ERASED',
  'RELATIONSHIP_CLOSED',
  'OCCURRED_IN_FUTURE',
  'STAKEHOLDER_UNKNOWN',
  'IDEMPOTENCY_CONFLICT',
];

/**
 * Decides whether a contact can be recorded. The rules see the facts as of the time it occurred, as we know them now.
 * @param contact complete, as it would be recorded: with its id, its times and its recorder
 * @param forms in which a repeat of it may be on record
 */
export function decide(
  timeline: Timeline,
  contact: RecordedContact,
  forms: RepeatForms = formsOfToday(contact),
): Decision<RecordedContact> {
  const definition = definitionOf(contact.type);
  if (definition === null) return refused(refuse('CONTACT_TYPE_UNKNOWN', 'type'));
  const { erasure } = timeline;
  if (erasure !== null) return definition.erases ? repeated(erasure) : refused(refuse('CUSTOMER_ERASED', 'customerId'));
  const byKey = earlierByKey(timeline, forms);
  if (byKey !== null) return byKey;
  const same = sameFactOf(timeline, contact, forms);
  const refusal = refuseCommon(timeline, contact) ?? definition.refuse?.(rulingOn(timeline, contact)) ?? null;
  // What may happen again to one matter is, under a key of its own, a contact of its own wherever the rules take it.
  const hasOwnKey = forms.keys.length > 0 && forms.row === null;
  const isItsOwn = hasOwnKey && definition.stillHolds !== undefined && refusal === null;
  if (same !== null && !isItsOwn) return repeated(same);
  return refusal === null ? RECORDED : refused(refusal);
}

/** By a key of the caller's, or by a row of a file. */
function earlierByKey(timeline: Timeline, { keys, fingerprints, row }: RepeatForms): Decision<RecordedContact> | null {
  // There can be several in relationships that were merged.
  const byKey = keys.flatMap((key) => timeline.byIdempotencyKey(key) ?? []);
  if (byKey.length > 0) {
    const same = byKey.find(({ fingerprint }) => fingerprints.includes(fingerprint));
    return same === undefined ? refused(refuse('IDEMPOTENCY_CONFLICT', 'idempotencyKey')) : repeated(same);
  }
  const sameRow = row === null ? null : sameRowOf(timeline, fingerprints, row);
  return sameRow === null ? null : repeated(sameRow);
}

/** The contact in effect that states the same of the same thing; null where there is none. */
function sameFactOf(
  timeline: Timeline,
  contact: RecordedContact,
  { fingerprints }: RepeatForms,
): RecordedContact | null {
  const identity = contact.idChosen ? identityOf(contact) : null;
  const known = identity === null ? [] : timeline.byIdentity(identity);
  const stillHolds = (id: string) => definitionOf(contact.type)?.stillHolds?.(rulingOn(timeline, contact), id) ?? true;
  return known.findLast(({ fingerprint, id }) => fingerprints.includes(fingerprint) && stillHolds(id)) ?? null;
}

/** An earlier release made the keys of rows from their text, so the same row written otherwise has another key there. */
function sameRowOf(timeline: Timeline, fingerprints: readonly string[], row: FileRow): RecordedContact | null {
  const same = fingerprints
    .flatMap((fingerprint) => timeline.olderRows(fingerprint))
    .filter(({ recordedAt }) => row.recordedAt === null || row.recordedAt === recordedAt);
  return same[row.ordinal - 1] ?? null;
}

function refuseCommon(timeline: Timeline, contact: RecordedContact): Refusal | null {
  const { at, recordedAt, type, data } = contact;
  if (at > recordedAt) return refuse('OCCURRED_IN_FUTURE', 'occurredAt', laterThan(at, recordedAt));
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
  isOwed: (obligationId) => mayBeOwed(asOfIn(timeline, { asOf: at, knownAt: Infinity }), obligationId, at),
});
