import type { RecordedContact } from './recorded-contact.js';

/** The forms in which a repeat of a contact or of a fact of the needs register may be on record: releases stored keys, ids and texts in different forms. */
export type RepeatForms = {
  /** The idempotency key; none without one. */
  readonly keys: readonly string[];
  /** The digest of the facts, in the form of today first. */
  readonly fingerprints: readonly string[];
  /** For a row of a file that has no key of its own; else null. */
  readonly row: FileRow | null;
};

export type FileRow = {
  /** How often the file has said the same by this row, from 1. */
  readonly ordinal: number;
  /** When it became known, as the row says, milliseconds since the epoch; null where it does not say. */
  readonly recordedAt: number | null;
};

/** The form in which this release writes. */
export const formsOfToday = ({
  idempotencyKey,
  fingerprint,
}: Pick<RecordedContact, 'idempotencyKey' | 'fingerprint'>): RepeatForms => ({
  keys: idempotencyKey === null ? [] : [idempotencyKey],
  fingerprints: [fingerprint],
  row: null,
});
