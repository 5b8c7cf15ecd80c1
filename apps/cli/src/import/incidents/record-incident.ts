import type { ContactLog, RecordAnswer, RecordRequest } from '#contact-log';
import type { Tally } from '../counting/tally.js';
import type { RowContacts } from './incident-contacts.js';

export type PlannedIncident = {
  readonly rows: readonly RowContacts[];
  /** Opens the relationship, before the caller's first incident in this file; null for the others. */
  readonly opens: RecordRequest | null;
};

/** Records an incident in one append, and counts its rows. @throws what `ContactLog.recordAll` throws */
export async function recordIncident(log: ContactLog, tally: Tally, { rows, opens }: PlannedIncident): Promise<void> {
  const contacts = rows.flatMap((row) => row.contacts);
  const answers = await log.recordAll(opens === null ? contacts : [opens, ...contacts]);
  const opened = opens === null ? [] : answers.slice(0, 1);
  let next = opened.length;
  for (const [index, row] of rows.entries()) {
    const own = answers.slice(next, next + row.contacts.length);
    next += own.length;
    // The opening counts with the row that it came with.
    tally.addRow(row.line, index === 0 ? [...opened.filter((answer) => !isOpenAlready(answer)), ...own] : own);
  }
}

/** Opened before, by hand or from an earlier log, it stands as it is: nothing is wrong with the row. */
const isOpenAlready = ({ refusals }: RecordAnswer): boolean =>
  refusals.some(({ code }) => code === 'RELATIONSHIP_ALREADY_OPEN' || code === 'IDEMPOTENCY_CONFLICT');
