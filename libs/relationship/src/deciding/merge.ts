import { definitionOf } from '../contacts/catalog.js';
import { relationshipsMerged } from '../contacts/merging.js';
import { isA } from '../contacts/contact.js';
import { refused, type Decision } from '../facts/decision.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { refuse, type Refusal } from '../facts/refusal.js';
import { formsOfToday, type RepeatForms } from '../facts/repeat-forms.js';
import { targetOf } from '../matters/target.js';
import type { Timeline } from '../timeline/timeline.js';
import { decide } from './decide.js';

/** What is on record of the two that are to be one. */
export type Both = {
  readonly survivor: Timeline;
  /** Where the other id leads: the survivor, where the two are one already. */
  readonly absorbed: Timeline;
  /** The other id, as it is on record. */
  readonly absorbedId: string;
};

/**
 * Decides whether another relationship can be joined to this one.
 * @param merge with the id of the other as it is on record
 */
export function decideMerge(
  { survivor, absorbed, absorbedId }: Both,
  merge: RecordedContact,
  forms: RepeatForms = formsOfToday(merge),
): Decision<RecordedContact> {
  const decision = decide(survivor, merge, forms);
  if (decision.is !== 'RECORDED') return decision;
  const field = fieldOf(merge);
  const refusal =
    refuseIds({ survivor, absorbed, absorbedId }, merge, field) ??
    refuseAbsorbed(absorbed, merge, field) ??
    refuseHolds(survivor, absorbed, field);
  const shared = refusal === null && isA(merge, relationshipsMerged) && !merge.data.idsAreShared;
  const inBoth = shared ? idInBoth(survivor, absorbed) : null;
  if (inBoth !== null) return refused(refuse('IDS_IN_BOTH', field, inBothSays(inBoth)));
  return refusal === null ? decision : refused(refusal);
}

/** The field that names the other. */
const fieldOf = (merge: RecordedContact): string => (isA(merge, relationshipsMerged) ? 'absorbedId' : 'externalId');

function refuseIds({ survivor, absorbed, absorbedId }: Both, merge: RecordedContact, field: string): Refusal | null {
  if (absorbedId === survivor.customerId) return refuse('MERGE_WITH_ITSELF', field);
  if (absorbed.size > 0 && absorbed.customerId === survivor.customerId) return refuse('MERGE_WITH_ITSELF', field);
  const leadsElsewhere = absorbed.size > 0 && absorbed.customerId !== absorbedId;
  return leadsElsewhere || definitionOf(merge.type)?.joins === undefined ? refuse('ALREADY_MERGED', field) : null;
}

function refuseAbsorbed(absorbed: Timeline, merge: RecordedContact, field: string): Refusal | null {
  if (absorbed.erasure !== null) return refuse('CUSTOMER_ERASED', field, 'The other customer was erased.');
  const { profile } = absorbed;
  if (!isA(merge, relationshipsMerged)) return profile === null ? null : refuse('CUSTOMER_ON_RECORD', field);
  if (profile === null) return refuse('CUSTOMER_UNKNOWN', field, 'There is no relationship under the other id.');
  return profile.closed ? refuse('RELATIONSHIP_CLOSED', field, OTHER_CLOSED) : null;
}

/** To lift one of two holds of the same id would lift the other, too. */
function refuseHolds(survivor: Timeline, absorbed: Timeline, field: string): Refusal | null {
  for (const holdId of absorbed.holdsEver) {
    const both = [survivor.legalHold(holdId), absorbed.legalHold(holdId)];
    if (!both.includes(null) && both.includes('IN_EFFECT'))
      return refuse(
        'IDS_IN_BOTH',
        field,
        `Both relationships have a legal hold ${holdId}; hold one of them by another id, and lift both.`,
      );
  }
  return null;
}

const OTHER_CLOSED =
  'The other relationship is closed, and both would be then; retract its closing, or reopen it, and merge again.';

/** An id under which both have something. Needs are those of all customers, so one may be in both. */
function idInBoth(survivor: Timeline, absorbed: Timeline): string | null {
  for (const { data } of absorbed.effectiveContacts())
    for (const said of [data, ...actionsIn(data)])
      for (const name of OWN_IDS) {
        const id = (said as Readonly<Record<string, unknown>>)[name];
        const about = typeof id === 'string' ? targetOf({ [name]: id }) : null;
        if (about !== null && survivor.isDeclared(about)) return `${name} ${id as string}`;
      }
  return null;
}

const OWN_IDS = ['issueId', 'expectationId', 'requestId', 'actionId'] as const;
const actionsIn = (data: object): readonly object[] => (data as { actions?: readonly object[] }).actions ?? [];

const inBothSays = (id: string): string =>
  `Both relationships have ${id}; say idsAreShared if it is one and the same, or retract one.`;
