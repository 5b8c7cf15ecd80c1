import type { ContactLog, RecordAnswer, RecordRequest } from '#contact-log';
import { DAY_MS, toIso, type Refusal } from '#relationship';
import type { PlannedContact } from './scenes/planned-contact.js';

export type Recorded = {
  readonly written: number;
  /** Recorded by an earlier run. */
  readonly unchanged: number;
  readonly refused: readonly RefusedContact[];
};
export type RefusedContact = { readonly contact: PlannedContact; readonly refusals: readonly Refusal[] };

/**
 * Records the contacts by the rules of the API, one day after another. The customers of a day are recorded concurrently and
 * share commits, so filling takes seconds, and the log is in the order of recordedAt to the day.
 * @param contacts in the order of recordedAt; the last is written last, so its presence shows that all are recorded
 * @param correlationId the correlation id of every contact
 */
export async function recordSimulation(
  log: ContactLog,
  contacts: readonly PlannedContact[],
  correlationId: string,
): Promise<Recorded> {
  const eventIds = new Map<string, string>();
  const refused: RefusedContact[] = [];
  let written = 0;
  let unchanged = 0;

  const take = (contact: PlannedContact, { recorded, refusals }: RecordAnswer): void => {
    if (recorded === null) refused.push({ contact, refusals });
    else {
      eventIds.set(nameOf(contact), recorded.contact.id);
      if (recorded.replayed) unchanged += 1;
      else written += 1;
    }
  };
  const record = async (ofOneCustomer: readonly PlannedContact[]): Promise<void> => {
    for (const piece of piecesOf(ofOneCustomer)) {
      const answers = await log.recordAll(piece.map((each) => requestOf(each, correlationId, eventIds)));
      piece.forEach((contact, index) => take(contact, answers[index] as RecordAnswer));
    }
  };

  for (const day of grouped(contacts.slice(0, -1), dayOf))
    await Promise.all(grouped(day, ({ customerId }) => customerId).map(record));
  await record(contacts.slice(-1));
  return { written, unchanged, refused };
}

const dayOf = ({ recordedAt }: PlannedContact): number => Math.floor(recordedAt / DAY_MS);
const nameOf = ({ customerId, idempotencyKey }: PlannedContact): string => `${customerId}\n${idempotencyKey}`;

/** Groups in the order of their first members; the members keep their order. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** A retraction begins a new piece: the contact that it retracts must be recorded before, so that its id is known. */
function piecesOf(contacts: readonly PlannedContact[]): PlannedContact[][] {
  const pieces: PlannedContact[][] = [];
  for (const contact of contacts) {
    const piece = contact.retracts === null ? pieces.at(-1) : undefined;
    if (piece === undefined) pieces.push([contact]);
    else piece.push(contact);
  }
  return pieces;
}

function requestOf(
  contact: PlannedContact,
  correlationId: string,
  eventIds: ReadonlyMap<string, string>,
): RecordRequest {
  const { type, customerId, occurredAt, recordedAt, recordedBy, idempotencyKey, facts, retracts } = contact;
  const taken = retracts === null ? {} : { contactId: eventIds.get(nameOf({ ...contact, idempotencyKey: retracts })) };
  const input = { ...facts, ...taken, customerId, occurredAt: toIso(occurredAt), idempotencyKey };
  return { type, input, recordedBy, recordedAt, correlationId };
}
