import { isRefused, readInput } from '#contact-log';
import { toIso } from '#relationship';
import type { AnswerSummary, OpenContacts, SourceRow } from '#source';

/** So many rows are checked one by one. */
const ROWS_CHECKED = 1000;
const ROWS_SHOWN = 5;
const MOST_BAD_SHOWN = 20;

/** A contact as it would be recorded. */
export type ShownContact = {
  readonly row: number;
  readonly type: string;
  readonly recordedAt: string | null;
  readonly recordedBy: string | null;
  readonly facts: object;
};

export type BadContact = {
  /** Its place in the answer, or of a line that is no row its place in the file; from 1. */
  readonly place: string;
  readonly says: string;
};

export type Checked = {
  readonly source: string;
  /** Over all rows. */
  readonly summary: AnswerSummary;
  /** How many of the first rows were checked as contacts. */
  readonly checked: number;
  readonly first: readonly ShownContact[];
  /** The first of what is no contact. */
  readonly bad: readonly BadContact[];
};

/** Counts all rows of a source, and checks the first of them as contacts, without what is on record. */
export async function checked(contacts: OpenContacts): Promise<Checked> {
  const first: ShownContact[] = [];
  const bad: BadContact[] = [];
  let count = 0;
  for await (const row of contacts.rows(ROWS_CHECKED)) {
    count += 1;
    const says = problemOf(row);
    if (says !== null && bad.length < MOST_BAD_SHOWN) bad.push({ place: placeOf(row), says });
    if (says === null && first.length < ROWS_SHOWN) first.push(shown(row));
  }
  for await (const { file, line, bad: says } of contacts.unreadable()) {
    if (bad.length === MOST_BAD_SHOWN) break;
    bad.push({ place: `${file} line ${line}`, says });
  }
  return { source: contacts.source.name, summary: await contacts.summary(), checked: count, first, bad };
}

const placeOf = ({ row, line }: SourceRow): string => `row ${row}${line === null ? '' : ` (line ${line})`}`;

function problemOf({ contact }: SourceRow): string | null {
  if ('bad' in contact) return contact.bad;
  const input = readInput(contact.type, contact.input);
  if (!isRefused(input)) return null;
  return `${contact.type}: ${input.map(({ field, message }) => (field === null ? message : `${field}: ${message}`)).join(' ')}`;
}

function shown({ row, contact, recordedBy }: SourceRow): ShownContact {
  const { type = '', input = {}, recordedAt = null } = 'bad' in contact ? {} : contact;
  return { row, type, recordedAt: recordedAt === null ? null : toIso(recordedAt), recordedBy, facts: input };
}
