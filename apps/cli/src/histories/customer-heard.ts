import {
  compareFacts,
  decide,
  declares,
  expectationSet,
  isA,
  normalId,
  Timeline,
  toIso,
  type RecordedContact,
  type Refusal,
} from '#relationship';
import { eventType, type SourceRow, type Validation } from '#source';
import {
  effectOfLosing,
  NO_LABELS,
  type LabelsAffected,
  type LabelSource,
  type LeftOutKind,
  type LeftOutTally,
} from '#validation';
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
type Unheard = { readonly row: SourceRow; readonly refusals: readonly Refusal[] };

/** The contacts of one customer that the rules accept, in the order in which they were recorded; null where there is none. */
export function customerHeard(rows: readonly SourceRow[], options: HearingOptions): CustomerHeard | null {
  const { tally, labels, validation } = options;
  const said: Said[] = [];
  const sides: Side[] = [];
  const unheard: Unheard[] = [];
  for (const row of rows) {
    const { contact, refusals } = heard(row, options);
    if (contact === null) {
      unheard.push({ row, refusals });
      continue;
    }
    said.push({ row, contact });
    if (isA(contact, expectationSet)) sides.push(sideOf(contact.data.expectationId, row, validation));
  }
  const [first] = said;
  const opening = first === undefined ? null : openingOf(first);
  const taken = opening === null ? [] : [opening];
  const timeline = Timeline.of(taken);
  for (const { row, contact } of said.toSorted((a, b) => inOrder(a.contact, b.contact))) {
    if (declares(contact.type, 'opens')) continue;
    const decision = decide(timeline, contact);
    if (decision.is === 'RECORDED') {
      timeline.add(contact);
      taken.push(contact);
    } else if (decision.is === 'REFUSED') unheard.push({ row, refusals: [decision.refusal] });
  }
  // Only at the end it is known which promises there are: one can be settled before it is set.
  for (const each of unheard) tally.add(leftOut(each, labelsOf(each, timeline, labels)));
  return opening === null ? null : { contacts: taken, sides };
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

const typeOf = ({ contact, said }: SourceRow): string =>
  'bad' in contact ? eventType(String(said.type)) : contact.type;

/** The promise that a row names; null where it names none that could be on record. */
function promiseOf({ row: { said }, refusals }: Unheard): string | null {
  const { expectationId } = said;
  const isRefused = refusals.some(({ code, field }) => field === 'expectationId' && code !== 'EXPECTATION_UNKNOWN');
  return expectationId == null || isRefused ? null : normalId(textOf(expectationId) ?? '');
}

const KINDS: Readonly<Record<string, LeftOutKind>> = { customerId: 'NO_CUSTOMER', occurredAt: 'NO_TIME' };

/** A row that is in no contact, as it is counted: by the code of its first refusal. */
function leftOut({ row, refusals }: Unheard, labels: LabelsAffected) {
  const { contact, said, line } = row;
  if ('bad' in contact) {
    const { column } = contact;
    const kind = KINDS[column] ?? 'CONTACT_REFUSED';
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
function labelsOf(unheard: Unheard, timeline: Timeline, labels: LabelSource): LabelsAffected {
  const [type, promise] = [typeOf(unheard.row), promiseOf(unheard)];
  const isOfNone = promise !== null && !timeline.isDeclared(`expectation:${promise}`);
  const isAboutPromise = labels === 'PROMISES' && type !== expectationSet.type;
  return isAboutPromise && isOfNone ? NO_LABELS : effectOfLosing(type, labels);
}

function sideOf(expectationId: string, { aside }: SourceRow, { sideFacts, answerValues }: Validation): Side {
  const number = (value: unknown) => (value === undefined || !Number.isFinite(Number(value)) ? null : Number(value));
  return [
    expectationId,
    Object.fromEntries(sideFacts.map((name) => [name, textOf(aside[name])])),
    Object.fromEntries(answerValues.map((name) => [name, number(aside[name])])),
  ];
}
