import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v5 } from 'uuid';
import { openDeployment, type StorageSettings } from '#deployment';
import type { NewEvent } from '#event-store';
import { DAY_MS, toIso } from '#relationship';

export type LargeStore = {
  readonly customers: number;
  /** Contacts of each customer, the opening included: 1 to 10. */
  readonly contacts: number;
  /** When the newest contact took place, milliseconds since the epoch. */
  readonly until: number;
};

const NAMESPACE = '6d0f8ad2-6c0e-4a4e-9d0b-5a3e1c9a7f10';
const APPENDS_AT_ONCE = 2_000;

type Told = readonly [type: string, facts: (customer: number) => Readonly<Record<string, unknown>>];

/** A year of a relationship: what is told every 36 days. */
const YEAR: readonly Told[] = [
  ['RelationshipOpened', (customer) => ({ owner: `owner-${customer % 50}`, segment: `segment-${customer % 4}` })],
  ['CheckInHeld', () => ({})],
  ['ExpectationSet', (customer) => ({ expectationId: `E-${customer}`, dueAt: '' })],
  ['ExpectationMet', (customer) => ({ expectationId: `E-${customer}` })],
  ['IssueReported', (customer) => ({ issueId: `I-${customer}`, raisedBy: 'PROVIDER' })],
  ['StatusUpdateGiven', (customer) => ({ about: { issueId: `I-${customer}` } })],
  ['CheckInHeld', () => ({})],
  ['ExpectationSet', (customer) => ({ expectationId: `F-${customer}`, dueAt: '' })],
  ['CheckInHeld', () => ({})],
  ['CheckInHeld', () => ({})],
];
const STEP_MS = 36 * DAY_MS;

/** Writes the log of a large store into a new folder, past the rules of recording. @returns where it is */
export async function makeLargeStore(size: LargeStore): Promise<StorageSettings> {
  const storage = { dataDir: mkdtempSync(join(tmpdir(), 'rapport-large-')) };
  const { store, close } = await openDeployment(storage);
  try {
    for (let from = 0; from < size.customers; from += APPENDS_AT_ONCE) {
      const count = Math.min(APPENDS_AT_ONCE, size.customers - from);
      await Promise.all(
        Array.from({ length: count }, (_, index) =>
          store.append(`relationship-${nameOf(from + index)}`, eventsOf(from + index, size), 'none'),
        ),
      );
    }
    return storage;
  } finally {
    await close();
  }
}

/** The same contacts as a file in the canonical form, in the order in which they took place. */
export async function writeContacts(file: string, size: LargeStore): Promise<void> {
  const rows = function* () {
    for (let step = 0; step < size.contacts; step += 1)
      for (let customer = 0; customer < size.customers; customer += 1) {
        const event = eventsOf(customer, size)[step];
        if (event === undefined) continue;
        yield `${JSON.stringify({ type: event.type, ...event.data, recordedAt: event.metadata['recordedAt'] })}\n`;
      }
  };
  await pipeline(Readable.from(rows()), createWriteStream(file));
}

const nameOf = (customer: number): string => `customer-${String(customer).padStart(7, '0')}`;

function eventsOf(customer: number, { contacts, until }: LargeStore): NewEvent[] {
  // Customers differ in when they were talked to, so that their scores differ.
  const begin = until - YEAR.length * STEP_MS - (customer % 30) * DAY_MS;
  return YEAR.slice(0, contacts).map(([type, facts], step) => {
    const at = begin + step * STEP_MS;
    const id = v5(`${customer} ${step}`, NAMESPACE);
    const told = facts(customer);
    const data = {
      customerId: nameOf(customer),
      occurredAt: toIso(at),
      ...told,
      ...('dueAt' in told ? { dueAt: toIso(at + 30 * DAY_MS) } : {}),
    } as NewEvent['data'];
    const metadata = { v: 1, recordedAt: toIso(at), recordedBy: 'bench', $correlationId: id, fingerprint: id };
    return { id, type, data, metadata };
  });
}
