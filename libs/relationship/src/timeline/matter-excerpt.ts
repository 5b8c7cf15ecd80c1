import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { evidenceOfMatter } from '../evidence/evidence-of.js';
import { type Mark } from '../matters/mark.js';
import { compareSaid } from '../facts/order.js';
import { targetIn, marksOf } from '../contacts/marks-of.js';
import { Matter } from '../matters/matter.js';
import { waitsIn, type DueAfter, type WaitKind } from '../matters/wait.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { withoutWords } from './without-words.js';

/** The part of a contact that evidence rules read: customerId and occurredAt are dropped. */
type ContactInShort = Pick<RecordedContact, 'id' | 'type' | 'at'> & {
  /** Position in the log; null while it is not on record. */
  readonly place: number | null;
  readonly data: Omit<RecordedContact['data'], 'customerId' | 'occurredAt'>;
};

/**
 * One matter without the rest of the timeline, to compute elsewhere what further contacts about it would do. It holds only
 * what its evidence is derived from: plain JSON without personal text.
 */
export type MatterExcerpt = {
  /** The contacts that may be evidence. */
  readonly contacts: readonly ContactInShort[];
  /** In the order of compareSaid. */
  readonly marks: readonly Mark[];
  /** The agreed notice over time: from when, and how many milliseconds. Ascending; the first holds from the beginning. */
  readonly notices: readonly (readonly [from: number, noticeMs: number])[];
  /**
   * When each wait so far is too long. A word that is added later begins waits that no excerpt knows, and so does the time of
   * an update that it promises. Left out by releases that knew no waits.
   */
  readonly dues?: readonly (readonly [kind: WaitKind, from: number, dueAt: number])[];
};

/** What `dueAfter` says of the waits of a matter; see MatterExcerpt.dues. */
export function duesAsked(matter: Matter, dueAfter: DueAfter | null): NonNullable<MatterExcerpt['dues']> {
  if (dueAfter === null) return [];
  const dues: (readonly [WaitKind, number, number])[] = [];
  waitsIn(matter, (kind, severity, from) => {
    const dueAt = dueAfter(kind, severity, from);
    if (dueAt !== null) dues.push([kind, from, dueAt]);
    return dueAt;
  });
  return dues;
}

export function inShort(contact: RecordedContact): ContactInShort {
  const { id, type, data, at, position } = withoutWords(contact);
  const { customerId: _customer, occurredAt: _at, ...facts } = data;
  return { id, type, data: facts, at, place: position === null ? null : Number(position) };
}

/** The evidence of a matter with additional contacts. It may be called many times, each time with other contacts. */
export type MatterReader = (contacts: readonly RecordedContact[]) => EvidenceEntry[];

/** @returns a reader; the contacts it is given must be about this matter, and must not declare new targets */
export function readerOf({ contacts, marks, notices, dues = [] }: MatterExcerpt): MatterReader {
  const own = contacts.map(
    ({ place, ...each }) =>
      ({ ...each, ...NOT_KEPT, position: place === null ? null : BigInt(place) }) as RecordedContact,
  );
  const noticeMsAt = (at: number): number => {
    let index = notices.length - 1;
    while (index > 0 && (notices[index]?.[0] ?? 0) > at) index -= 1;
    return notices[index]?.[1] ?? 0;
  };
  const dueAfter: DueAfter = (kind, _severity, from) =>
    dues.find((due) => due[0] === kind && due[1] === from)?.[2] ?? null;
  return (more) => {
    const all = marks.slice();
    for (const contact of more) for (const mark of marksOf(contact, targetIn(contact))) all.push(mark);
    const matter = new Matter(sorted(all, marks.length), noticeMsAt);
    return evidenceOfMatter(own.concat(more), matter, dues.length === 0 ? null : dueAfter);
  };
}

/** Sorts the marks. @param inOrder how many at the start are in order already; the others mostly sort after them */
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
