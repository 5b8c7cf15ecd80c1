import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedEntry } from '#access';
import { customerOnRecord, fromStored, KeyUnusable, opened, streamOf } from '#contact-log';
import { openAccess, type StorageSettings } from '#deployment';
import { declares, type RecordedContact } from '#relationship';
import { modelsAsked } from '../derive/models-asked.js';
import { openOutput } from '../output/open-output.js';
import { say } from '../terminal/saying.js';
import type { Session } from '../session/session.js';
import { UsageError } from '../terminal/usage-error.js';
import { customerFile } from './customer-file.js';

const ENTRIES_AT_A_TIME = 1_000;

/**
 * Writes everything that is held on one customer, with all personal text, to a file for its owner only.
 * @throws UsageError nothing is recorded about the customer, or the customer was erased; KeyUnusable
 */
export async function exportCustomer(session: Session, customer: string, out: string, now = Date.now()): Promise<void> {
  const { reading, settings } = session;
  const customerId = (await customerOnRecord(reading.store, customer)) ?? customer;
  const contacts = await contactsOf(session, customerId);
  const entries = await entriesAbout(settings, customerId);
  const models = (await modelsAsked(session, undefined))({ knownAt: now });
  const held = customerFile(customerId, contacts, entries, { now, modelFor: (segment) => models.for(segment) });
  const output = openOutput(out);
  try {
    await output.write(`${JSON.stringify(held, null, 2)}\n`);
  } catch (error) {
    await output.abandon();
    throw error;
  }
  await output.close();
  // A file that was there before keeps its mode otherwise.
  if (statSync(out, { throwIfNoEntry: false })?.isFile()) chmodSync(out, 0o600);
  await say(`${contacts.length} contacts of ${customerId} in ${out}, for its owner only.\n`);
}

async function contactsOf({ reading }: Session, customerId: string): Promise<readonly RecordedContact[]> {
  const contacts: RecordedContact[] = [];
  for await (const batch of reading.store.readStream(streamOf(customerId)))
    for (const event of batch) {
      const contact = fromStored(event);
      if (contact !== null) contacts.push(contact);
    }
  if (contacts.length === 0) throw new UsageError(`nothing is recorded about customer ${customerId}`);
  if (contacts.some(({ type }) => declares(type, 'erases')))
    throw new UsageError(`customer ${customerId} was erased: no personal data is held on them any more`);
  const key = (await reading.keys()).keyOf(customerId);
  if (key === null && contacts.some(({ sealed }) => sealed !== null)) throw new KeyUnusable(customerId);
  return contacts.map((contact) => opened(contact, key));
}

/** Who read or changed something of the customer, as far as the audit trail says whom it was about; the latest first. */
async function entriesAbout(settings: StorageSettings, customerId: string): Promise<readonly ListedEntry[]> {
  if (settings.viewsUrl === undefined && !existsSync(join(settings.dataDir, 'access.db'))) return [];
  const access = await openAccess(settings);
  try {
    const found: ListedEntry[] = [];
    for (let before: number | null = null; ;) {
      const page: readonly ListedEntry[] = await access.trail.list({ customerId, before, first: ENTRIES_AT_A_TIME });
      found.push(...page);
      before = page.at(-1)?.entryId ?? null;
      if (page.length < ENTRIES_AT_A_TIME) return found;
    }
  } finally {
    await access.close();
  }
}
