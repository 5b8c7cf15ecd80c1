import { contactOfRow, type CanonicalContact, type Json } from '#source';
import { badRow, type BadRow } from '../files/row.js';

/** One contact in the canonical form, and the line of the file on which it begins, from 1. */
export type ContactRow = CanonicalContact & { readonly line: number };

/** @param now milliseconds since the epoch; a later `recordedAt` makes the row bad */
export function contactRow(line: number, row: Json, now: number): ContactRow | BadRow {
  const contact = contactOfRow(row, now);
  return 'bad' in contact ? badRow(line, contact.bad) : { ...contact, line };
}
