import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { evidenceOfMatter } from '../evidence/evidence-of.js';
import { type Mark } from '../matters/mark.js';
import { compareMarks } from '../facts/order.js';
import { targetIn, marksOf } from '../contacts/marks-of.js';
import { Matter } from '../matters/matter.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { withoutWords } from './without-words.js';

/** The part of a contact that its evidence is read from: whose it is and when, in words, no evidence hangs on. */
type ContactInShort = Pick<RecordedContact, 'id' | 'type' | 'at'> & {
  readonly data: Omit<RecordedContact['data'], 'customerId' | 'occurredAt'>;
};

/**
 * One matter by itself, to see elsewhere what further contacts about it would do: all that its evidence hangs on, and no
 * other. Plain JSON without a personal word.
 */
export type MatterExcerpt = {
  /** Those that may be evidence. */
  readonly contacts: readonly ContactInShort[];
  /** In order of time, then event id. */
  readonly marks: readonly Mark[];
  /** How soon the customer was to hear of what we knew: from when, how soon; ascending, the first from the beginning on. */
  readonly notices: readonly (readonly [from: number, noticeMs: number])[];
};

export function inShort(contact: RecordedContact): ContactInShort {
  const { id, type, data, at } = withoutWords(contact);
  const { customerId: _customer, occurredAt: _at, ...facts } = data;
  return { id, type, data: facts, at };
}

/** A matter that is read again and again, each time with other contacts beside its own. */
export type MatterReader = (contacts: readonly RecordedContact[]) => EvidenceEntry[];

/** @returns what it would be evidence of with contacts that are about it and bring nothing new into being */
export function readerOf({ contacts, marks, notices }: MatterExcerpt): MatterReader {
  const own = contacts.map((each) => ({ ...each, ...NOT_KEPT }) as RecordedContact);
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
    if (compareMarks(marks[index - 1] as Mark, marks[index] as Mark) > 0) return marks.sort(compareMarks);
  return marks;
}

/** What of a contact is no part of its evidence. */
const NOT_KEPT: Omit<RecordedContact, keyof ContactInShort> = {
  sealed: null,
  recordedAt: 0,
  recordedBy: '',
  position: null,
  correlationId: '',
  causationId: null,
  idempotencyKey: null,
  fingerprint: '',
  idChosen: false,
};
