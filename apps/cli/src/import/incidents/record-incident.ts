import type { ContactLog, RecordAnswer, RecordRequest } from '#contact-log';
import type { Tally } from '../counting/tally.js';
import type { RowContacts } from './incident-contacts.js';

export type PlannedIncident = {
  readonly rows: readonly RowContacts[];
  /** Opens the relationship, on the caller's first incident in this file; null on the others. */
  readonly opens: RecordRequest | null;
};

/** Records an incident in one append, and counts its rows. @throws as `ContactLog.recordAll` */
export async function recordIncident(log: ContactLog, tally: Tally, { rows, opens }: PlannedIncident): Promise<void> {
  const contacts = rows.flatMap((row) => row.contacts);
  const answers = await log.recordAll(opens === null ? contacts : [opens, ...contacts]);
  const opened = opens === null ? [] : answers.slice(0, 1);
  let next = opened.length;
  for (const [index, row] of rows.entries()) {
    const own = answers.slice(next, next + row.contacts.length);
    next += own.length;
    // The opening is counted with the first row.
    tally.addRow(row.line, index === 0 ? [...opened.filter((answer) => !isOpenAlready(answer)), ...own] : own);
  }
}

/** The relationship was opened before, by hand or by an earlier import. It stays as it is, and the row is not refused. */
const isOpenAlready = ({ refusals }: RecordAnswer): boolean =>
  refusals.some(({ code }) => code === 'RELATIONSHIP_ALREADY_OPEN' || code === 'IDEMPOTENCY_CONFLICT');
