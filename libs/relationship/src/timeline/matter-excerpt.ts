import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { evidenceOfMatter } from '../evidence/evidence-of.js';
import { type Mark } from '../matters/mark.js';
import { compareSaid } from '../facts/order.js';
import { targetIn, marksOf } from '../contacts/marks-of.js';
import { Matter } from '../matters/matter.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { withoutWords } from './without-words.js';

/** What the evidence of a contact is read from. customerId and occurredAt are dropped: no evidence rule reads them. */
type ContactInShort = Pick<RecordedContact, 'id' | 'type' | 'at'> & {
  /** Where it stands in the log; null while it is not on record. */
  readonly place: number | null;
  readonly data: Omit<RecordedContact['data'], 'customerId' | 'occurredAt'>;
};

/**
 * One matter without the rest of the timeline, to find out elsewhere what further contacts about it would do. It holds
 * what its evidence is read from and nothing else: plain JSON without personal text.
 */
export type MatterExcerpt = {
  /** Those that may be evidence. */
  readonly contacts: readonly ContactInShort[];
  /** In order of time, then of the log. */
  readonly marks: readonly Mark[];
  /** How soon the customer was to hear of what we knew: from when, how soon; ascending, the first from the beginning on. */
  readonly notices: readonly (readonly [from: number, noticeMs: number])[];
};

export function inShort(contact: RecordedContact): ContactInShort {
  const { id, type, data, at, position } = withoutWords(contact);
  const { customerId: _customer, occurredAt: _at, ...facts } = data;
  return { id, type, data: facts, at, place: position === null ? null : Number(position) };
}

/** A matter that is read again and again, each time with other contacts beside its own. */
export type MatterReader = (contacts: readonly RecordedContact[]) => EvidenceEntry[];

/** @returns what it would be evidence of with contacts that are about it and bring nothing new into being */
export function readerOf({ contacts, marks, notices }: MatterExcerpt): MatterReader {
  const own = contacts.map(
    ({ place, ...each }) =>
      ({ ...each, ...NOT_KEPT, position: place === null ? null : BigInt(place) }) as RecordedContact,
  );
  const noticeMsAt = (at: number): number => {
    let index = notices.length - 1;
    while (index > 0 && (notices[index]?.[0] ?? 0) > at) index -= 1;
    return notices[index]?.[1] ?? 0;
  };
  return (more) => {
    const all = marks.slice();
    for (const contact of more) for (const mark of marksOf(contact, targetIn(contact))) all.push(mark);
    return evidenceOfMatter(own.concat(more), new Matter(sorted(all, marks.length), noticeMsAt));
  };
}

/** Puts the marks in order. @param inOrder how many at the start are in order already; the others mostly come after them */
function sorted(marks: Mark[], inOrder: number): Mark[] {
  for (let index = Math.max(inOrder, 1); index < marks.length; index += 1)
    if (compareSaid(marks[index - 1] as Mark, marks[index] as Mark) > 0) return marks.sort(compareSaid);
  return marks;
}

/** No evidence rule reads these. */
const NOT_KEPT: Omit<RecordedContact, keyof ContactInShort | 'position'> = {
  sealed: null,
  recordedAt: 0,
  recordedBy: '',
  correlationId: '',
  causationId: null,
  idempotencyKey: null,
  fingerprint: '',
  idChosen: false,
};
