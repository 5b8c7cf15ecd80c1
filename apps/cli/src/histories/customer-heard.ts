import {
  compareFacts,
  decide,
  declares,
  expectationSet,
  isA,
  Timeline,
  toIso,
  type RecordedContact,
  type Refusal,
} from '#relationship';
import type { SourceRow, Validation } from '#source';
import { effectOfLosing, NO_LABELS, type LabelsAffected, type LabelSource, type LeftOutTally } from '#validation';
import { contactOf, contactSaid, type Heard } from './contact-said.js';
import type { Side } from './histories-on-disk.js';

export type HearingOptions = {
  /** Counts what is in no contact. */
  readonly tally: LeftOutTally;
  readonly labels: LabelSource;
  readonly validation: Validation;
  /** Who recorded a contact whose row names nobody. */
  readonly recorder: string;
  /** Milliseconds since the epoch: a contact that took place later is refused. */
  readonly now: number;
};

export type CustomerHeard = { readonly contacts: readonly RecordedContact[]; readonly sides: readonly Side[] };

/** Facts at one instant are ordered by id, so ids rise as the SQL gives the contacts. The opening is before all. */
const idOf = (row: number): string => String(row).padStart(12, '0');
const OPENING = idOf(0);

type Said = { readonly row: SourceRow; readonly contact: RecordedContact };

/** The contacts of one customer that the rules accept, in the order in which they were recorded; null where there is none. */
export function customerHeard(rows: readonly SourceRow[], options: HearingOptions): CustomerHeard | null {
  const { tally, labels, validation } = options;
  const said: Said[] = [];
  const sides: Side[] = [];
  const lost = new Set<unknown>();
  for (const row of rows) {
    const { contact, refusals } = heard(row, options);
    if (contact === null) {
      const { expectationId } = row.said;
      // A promise that was not taken has no label that a later contact about it could change.
      const isLost = expectationId != null && lost.has(expectationId);
      if (row.said.type === 'ExpectationSet') lost.add(expectationId);
      tally.add(leftOut(row, refusals, isLost ? NO_LABELS : effectOfLosing(typeOf(row), labels)));
      continue;
    }
    said.push({ row, contact });
    if (isA(contact, expectationSet)) sides.push(sideOf(contact.data.expectationId, row, validation));
  }
  const [first] = said;
  if (first === undefined) return null;
  const opening = openingOf(first);
  const timeline = Timeline.of([opening]);
  const taken = [opening];
  const refused: { readonly row: SourceRow; readonly contact: RecordedContact; readonly refusal: Refusal }[] = [];
  for (const { row, contact } of said.toSorted((a, b) => inOrder(a.contact, b.contact))) {
    if (declares(contact.type, 'opens')) continue;
    const decision = decide(timeline, contact);
    if (decision.is === 'RECORDED') {
      timeline.add(contact);
      taken.push(contact);
    } else if (decision.is === 'REFUSED') refused.push({ row, contact, refusal: decision.refusal });
  }
  // Only at the end it is known which promises there are: one can be settled before it is set.
  for (const { row, contact, refusal } of refused)
    tally.add(leftOut(row, [refusal], labelsOf(contact, timeline, labels)));
  return { contacts: taken, sides };
}

const inOrder = (a: RecordedContact, b: RecordedContact): number => a.recordedAt - b.recordedAt || compareFacts(a, b);

function heard({ contact, row, recordedBy }: SourceRow, { recorder, now }: HearingOptions): Heard {
  if ('bad' in contact) return { contact: null, refusals: [] };
  return contactSaid({ ...contact, id: idOf(row), recordedBy: recordedBy ?? recorder, now });
}

/** The opening that the source gives, which comes first, or one at the first contact. */
function openingOf({ contact }: Said): RecordedContact {
  if (declares(contact.type, 'opens')) return { ...contact, id: OPENING };
  const { customerId } = contact.data;
  const { at, recordedBy } = contact;
  const data = { customerId, name: customerId, occurredAt: toIso(at) };
  return contactOf({ id: OPENING, type: 'RelationshipOpened', data, at, recordedAt: at, recordedBy });
}

const typeOf = ({ contact, said }: SourceRow): string => ('bad' in contact ? String(said.type) : contact.type);

/** A row that is in no contact, as it is counted: by the code of its first refusal. */
function leftOut(row: SourceRow, refusals: readonly Refusal[], labels: LabelsAffected) {
  const { contact, said, line } = row;
  if ('bad' in contact) {
    const column = row.customerId === '' ? 'customerId' : 'occurredAt';
    const kind = row.customerId === '' ? 'NO_CUSTOMER' : said.occurredAt == null ? 'NO_TIME' : 'CONTACT_REFUSED';
    return { kind, line, column, value: textOf(said[column]), says: contact.bad, labels } as const;
  }
  const [first] = refusals;
  const column = /^\w+/.exec(first?.field ?? '')?.[0] ?? null;
  return {
    kind: 'CONTACT_REFUSED',
    ...(first === undefined ? {} : { code: first.code }),
    line,
    column,
    value: column === null ? null : textOf(contact.input[column]),
    says: `${contact.type}: ${refusals.map(({ field, message }) => (field === null ? message : `${field}: ${message}`)).join(' ')}`,
    labels,
  } as const;
}

const textOf = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** A contact about a promise that was not taken changes no label: that promise has none. */
function labelsOf(contact: RecordedContact, timeline: Timeline, labels: LabelSource): LabelsAffected {
  const { expectationId } = contact.data as { readonly expectationId?: unknown };
  const isAboutKnown = typeof expectationId === 'string' && timeline.isDeclared(`expectation:${expectationId}`);
  const isAboutPromise = labels === 'PROMISES' && contact.type !== 'ExpectationSet';
  return isAboutPromise && !isAboutKnown ? NO_LABELS : effectOfLosing(contact.type, labels);
}

function sideOf(expectationId: string, { aside }: SourceRow, { sideFacts, answerValues }: Validation): Side {
  const number = (value: unknown) => (value === undefined || !Number.isFinite(Number(value)) ? null : Number(value));
  return [
    expectationId,
    Object.fromEntries(sideFacts.map((name) => [name, textOf(aside[name])])),
    Object.fromEntries(answerValues.map((name) => [name, number(aside[name])])),
  ];
}
