import { normalId } from '#relationship';
import { keyOf } from './contact-rows-sql.js';
import { CellReader, contactOfRow, type CanonicalContact, type Json, type NoContact } from './contact-row.js';
import type { Column } from './columns.js';

/** One row of the SQL's answer. */
export type SourceRow = {
  /** Its place in the answer, from 1. */
  readonly row: number;
  /** The line of the file that it comes from, if the SQL gives `source_line`; else null. */
  readonly line: number | null;
  /** The length of what it says as JSON, UTF-16 code units. */
  readonly size: number;
  /** What it says, by the names of columns. */
  readonly said: Json;
  readonly contact: CanonicalContact | NoContact;
  /** In its normal form; empty where the row names none. */
  readonly customerId: string;
  readonly recordedBy: string | null;
  /** The columns that are no facts: side facts and the like. */
  readonly aside: Json;
};

/** Reads rows of one answer. */
export class SourceRows {
  private readonly readers = new Map<string, CellReader>();
  private readonly mayBeRounded: boolean;

  /** @param aside names of columns that are no facts @param now milliseconds since the epoch */
  constructor(
    private readonly columns: readonly Column[],
    private readonly aside: ReadonlySet<string>,
    private readonly now: number,
  ) {
    this.mayBeRounded = columns.some(({ type }) => /JSON|[([].*(BIG|HUGE)INT|(BIG|HUGE)INT\[/.test(type));
  }

  read([row, line, text]: readonly unknown[]): SourceRow {
    const said = this.parsed(String(text));
    const { type } = said;
    const name = typeof type === 'string' ? type : '';
    const reader = this.readers.get(name) ?? new CellReader(name);
    this.readers.set(name, reader);
    const facts: Record<string, unknown> = {};
    const aside: Record<string, unknown> = {};
    for (const column of this.columns) {
      const { fact, within } = column;
      const value = said[keyOf(column)];
      if (value === null || value === undefined) continue;
      if (this.aside.has(fact)) aside[fact] = value;
      else if (within === null) facts[fact] = reader.read(value, fact, null);
      else facts[fact] = { ...(facts[fact] as Json | undefined), [within]: reader.read(value, fact, within) };
    }
    const { recordedBy, source_line: _, ...contact } = facts;
    const customerId = typeof contact.customerId === 'string' ? normalId(contact.customerId) : '';
    return {
      row: Number(row),
      line: line === null ? null : Number(line),
      size: String(text).length,
      said,
      contact:
        customerId === ''
          ? { bad: 'it has no customer: customerId is empty', column: 'customerId' }
          : contactOfRow(contact, this.now),
      customerId,
      recordedBy: recordedBy === undefined ? null : textOf(recordedBy),
      aside,
    };
  }

  /** Whole numbers within structures stay text where a number would round them. */
  private parsed(text: string): Json {
    return (this.mayBeRounded ? JSON.parse(text, exact) : JSON.parse(text)) as Json;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function exact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded ? (context?.source ?? value) : value;
}
