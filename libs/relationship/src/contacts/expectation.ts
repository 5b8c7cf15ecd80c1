import { target } from '../matters/target.js';
import { contact, type EvidenceOf, type Ruling } from './contact.js';
import { dueInForce, passesUnmet, type Due, type Expectation } from '../matters/expectation.js';
import { flag, id, instant, generated, optional, required, personalText } from '../facts/fields.js';
import { toMs, toMsOrNull } from '../facts/instant.js';
import type { Matter } from '../matters/matter.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { deliverId } from '../matters/obligation-ids.js';
import { refuse, type Refusal } from '../facts/refusal.js';
import { wasTold } from '../matters/slip.js';
import { knownIssue } from './issue.js';
import { updateOwedNotSent } from './status-update.js';

type OfExpectation = { readonly expectationId: string };
const about = ({ expectationId }: OfExpectation) => target('expectation', expectationId);

/** The expectation, where it was set at that moment. */
export function knownExpectation({ known, at }: Pick<Ruling<unknown>, 'known' | 'at'>, expectationId: string) {
  const expectation = known.matterOf(about({ expectationId })).expectation(expectationId);
  return expectation !== null && expectation.setAt <= at ? expectation : null;
}

function refuseUnlessOpen(ruling: Ruling<OfExpectation>): Refusal | null {
  const expectation = knownExpectation(ruling, ruling.facts.expectationId);
  if (expectation === null) return refuse('EXPECTATION_UNKNOWN', 'expectationId');
  const { closing } = expectation;
  return closing !== null && closing.at <= ruling.at ? refuse('EXPECTATION_CLOSED', 'expectationId') : null;
}

const refuseNotAfter = (name: string, due: string | undefined, occurredAt: string): Refusal | null =>
  due !== undefined && due <= occurredAt ? refuse('DUE_IN_PAST', name) : null;

/** What a due time that passes unmet is evidence of: the customer told before, surprised, or left to find out. */
function missed(due: Due, at: number): string {
  if (wasTold(due, at)) return 'expectation_missed_forewarned';
  return due.surprisedAt !== null ? 'expectation_missed_surprised' : 'expectation_missed_unannounced';
}

/** The lapse of the due time that this contact set, if it passes unmet. */
function lapseOf(contact: RecordedContact<string, OfExpectation>, matter: Matter): EvidenceOf[] {
  const expectation = matter.expectation(contact.data.expectationId);
  const due = expectation?.dues.find((each) => each.setByEventId === contact.id);
  if (!expectation || !due || due.dueAt === null || !passesUnmet(expectation, due)) return [];
  return [{ class: missed(due, due.dueAt), at: due.dueAt, lapse: true, obligationId: deliverId(due) }];
}

function isClosedBy(contact: RecordedContact<string, OfExpectation>, matter: Matter): Expectation | null {
  const expectation = matter.expectation(contact.data.expectationId);
  return expectation?.closing?.eventId === contact.id ? expectation : null;
}

export const expectationSet = contact({
  type: 'ExpectationSet',
  mutation: 'setExpectation',
  says: 'A personal promise: what the customer may expect, by when, and what happens if it fails.',
  fields: {
    expectationId: generated(id('The expectation. Made by the server when left out.')),
    issueId: optional(id('The issue it belongs to.')),
    what: optional(personalText('What was promised.')),
    dueAt: optional(instant('When it is due. Left out where only a system of record will say.')),
    nextUpdateDueAt: optional(instant('When the customer was promised the next word.')),
    fallback: optional(personalText('What happens if it cannot be kept.')),
  },
  isInteraction: true,
  isKnownToOthers: true,
  refusals: ['EXPECTATION_ALREADY_SET', 'ISSUE_UNKNOWN', 'DUE_IN_PAST'],
  evidenceSays:
    'expectation_missed_forewarned, expectation_missed_unannounced or expectation_missed_surprised when its due time passes unmet; update_owed_not_sent when the promised update is not sent.',
  target: about,
  identity: ({ expectationId }) => `expectation:${expectationId}`,
  refuse(ruling) {
    const { expectationId, issueId, dueAt, nextUpdateDueAt, occurredAt } = ruling.facts;
    if (ruling.known.isDeclared(about({ expectationId }))) return refuse('EXPECTATION_ALREADY_SET', 'expectationId');
    if (issueId !== undefined && knownIssue(ruling, issueId) === null) return refuse('ISSUE_UNKNOWN', 'issueId');
    return refuseNotAfter('dueAt', dueAt, occurredAt) ?? refuseNotAfter('nextUpdateDueAt', nextUpdateDueAt, occurredAt);
  },
  marks: ({ issueId, dueAt, nextUpdateDueAt }) => [
    { is: 'EXPECTATION', issueId: issueId ?? null, dueAt: toMsOrNull(dueAt) },
    ...(nextUpdateDueAt === undefined ? [] : [{ is: 'UPDATE_PROMISED', dueAt: toMs(nextUpdateDueAt) } as const]),
  ],
  evidence: (set, matter) => [...lapseOf(set, matter), ...updateOwedNotSent(set.id, matter)],
});

export const expectationReset = contact({
  type: 'ExpectationReset',
  mutation: 'resetExpectation',
  says: 'The promise gets another due time, and the customer hears of it from us.',
  fields: {
    expectationId: required(id('The expectation.')),
    dueAt: required(instant('When it is due now.')),
    reason: optional(personalText('Why.')),
  },
  isInteraction: true,
  isKnownToOthers: true,
  refusals: ['EXPECTATION_UNKNOWN', 'EXPECTATION_CLOSED', 'DUE_IN_PAST'],
  evidenceSays:
    'As an expectation set, for the new due time; the old one, passing unmet, counts as forewarned where the reset came before it.',
  target: about,
  identity: ({ expectationId, dueAt }) => `reset:${expectationId}:${dueAt}`,
  // Reset to Monday, to Tuesday and to Monday again is three resets.
  stillHolds({ facts, at, known }, contactId) {
    if (known.contact(contactId)?.at === at) return true;
    const expectation = knownExpectation({ known, at }, facts.expectationId);
    return expectation !== null && dueInForce(expectation, at)?.dueAt === toMs(facts.dueAt);
  },
  refuse: (ruling) => refuseUnlessOpen(ruling) ?? refuseNotAfter('dueAt', ruling.facts.dueAt, ruling.facts.occurredAt),
  marks: ({ dueAt, reason }) => [
    { is: 'RESET', dueAt: toMs(dueAt) },
    { is: 'WORD' },
    ...(reason === undefined ? [] : [{ is: 'RECOVERY', flag: 'reasonExplained' } as const]),
  ],
  evidence: (reset, matter) => lapseOf(reset, matter),
});

export const expectationMet = contact({
  type: 'ExpectationMet',
  mutation: 'meetExpectation',
  says: 'What was promised is done.',
  fields: { expectationId: required(id('The expectation.')) },
  isInteraction: true,
  refusals: ['EXPECTATION_UNKNOWN', 'EXPECTATION_CLOSED'],
  evidenceSays: 'expectation_kept, at or before the due time as it then stood.',
  target: about,
  identity: ({ expectationId }) => `met:${expectationId}`,
  refuse: refuseUnlessOpen,
  marks: () => [{ is: 'MET' }, { is: 'WORD' }],
  evidence(met, matter) {
    const expectation = isClosedBy(met, matter);
    const due = expectation && dueInForce(expectation, met.at);
    return due && (due.dueAt === null || met.at <= due.dueAt) ? [{ class: 'expectation_kept' }] : [];
  },
});

export const expectationSettled = contact({
  type: 'ExpectationSettled',
  mutation: 'settleExpectation',
  says: 'A system of record with a clock of its own says whether the promise was kept; that holds over the due time.',
  fields: { expectationId: required(id('The expectation.')), kept: required(flag('Whether it was kept.')) },
  isInteraction: false,
  isKnownToOthers: true,
  refusals: ['EXPECTATION_UNKNOWN', 'EXPECTATION_CLOSED'],
  evidenceSays: 'expectation_kept, or missed as for a due time, at the time of the settlement.',
  target: about,
  identity: ({ expectationId }) => `settled:${expectationId}`,
  refuse(ruling) {
    const expectation = knownExpectation(ruling, ruling.facts.expectationId);
    if (expectation === null) return refuse('EXPECTATION_UNKNOWN', 'expectationId');
    const { closing } = expectation;
    const isClosed = closing !== null && closing.at <= ruling.at && closing.how !== 'MET';
    return isClosed ? refuse('EXPECTATION_CLOSED', 'expectationId') : null;
  },
  marks: ({ kept }) => [{ is: 'SETTLED', kept }],
  evidence(settled, matter) {
    const expectation = isClosedBy(settled, matter);
    const due = expectation && dueInForce(expectation, settled.at);
    if (!due) return [];
    return [{ class: settled.data.kept ? 'expectation_kept' : missed(due, settled.at) }];
  },
});

export const expectationWithdrawn = contact({
  type: 'ExpectationWithdrawn',
  mutation: 'withdrawExpectation',
  says: 'A promise taken back, which hurts more than a no; an arranged substitute softens it.',
  fields: {
    expectationId: required(id('The expectation.')),
    reason: optional(personalText('Why.')),
    substitute: optional(personalText('What was arranged in its place.')),
  },
  isInteraction: true,
  refusals: ['EXPECTATION_UNKNOWN', 'EXPECTATION_CLOSED'],
  evidenceSays: 'withdrawn_with_substitute or withdrawn.',
  target: about,
  identity: ({ expectationId }) => `withdrawn:${expectationId}`,
  refuse: refuseUnlessOpen,
  marks: () => [{ is: 'WITHDRAWN' }, { is: 'WORD' }],
  evidence: (withdrawn, matter) =>
    isClosedBy(withdrawn, matter) === null
      ? []
      : [{ class: withdrawn.data.substitute === undefined ? 'withdrawn' : 'withdrawn_with_substitute' }],
});
