import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedEntry } from '#access';
import { contactsEverJoined, customerOnRecord, KeyUnusable, opened } from '#contact-log';
import { openAccess, type StorageSettings } from '#deployment';
import { declares, leadOf, type RecordedContact } from '#relationship';
import { modelsAsked } from '../derive/models-asked.js';
import { contactsOf, countingFor } from '../derive/whole-relationships.js';
import { openOutput } from '../output/open-output.js';
import { say } from '../terminal/saying.js';
import type { Session } from '../session/session.js';
import { UsageError } from '../terminal/usage-error.js';
import { customerFile } from './customer-file.js';

const ENTRIES_AT_A_TIME = 1_000;

/**
 * Writes everything that is held on one customer, with all personal text, to a file for its owner only. The contacts of merged
 * relationships are those of one customer, under whichever id they were recorded.
 * @throws UsageError nothing is recorded about the customer, or the customer was erased; KeyUnusable
 */
export async function exportCustomer(session: Session, customer: string, out: string, now = Date.now()): Promise<void> {
  const { reading, settings } = session;
  const named = (await customerOnRecord(reading.store, customer)) ?? customer;
  const { customerId, contacts } = await openedContactsOf(session, named);
  const ids = new Set([customerId, ...contacts.map(({ data }) => data.customerId)]);
  const entries = await entriesAbout(settings, ids);
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

/** @param named the customer id, or one that a merge leads to it */
async function openedContactsOf({ reading }: Session, named: string) {
  const { store } = reading;
  const own = await contactsOf(store, named);
  if (own.length === 0) throw new UsageError(`nothing is recorded about customer ${named}`);
  const all = await contactsEverJoined(named, own, (each) => contactsOf(store, each));
  const customerId = leadOf(all)(named);
  const counting = countingFor(customerId, all);
  if (counting.some(({ type }) => declares(type, 'erases')))
    throw new UsageError(`customer ${named} was erased: no personal data is held on them any more`);
  const keys = await reading.keys();
  const contacts = counting.map((contact): RecordedContact => {
    const key = keys.keyOf(contact.data.customerId);
    if (key === null && contact.sealed !== null) throw new KeyUnusable(contact.data.customerId);
    return opened(contact, key);
  });
  return { customerId, contacts };
}

/** Who read or changed something of the customer, as far as the audit trail says whom it was about; the latest first. */
async function entriesAbout(settings: StorageSettings, ids: ReadonlySet<string>): Promise<readonly ListedEntry[]> {
  if (settings.viewsUrl === undefined && !existsSync(join(settings.dataDir, 'access.db'))) return [];
  const access = await openAccess(settings);
  try {
    const found: ListedEntry[] = [];
    for (const customerId of ids)
      for (let before: number | null = null; ;) {
        const page: readonly ListedEntry[] = await access.trail.list({ customerId, before, first: ENTRIES_AT_A_TIME });
        found.push(...page);
        before = page.at(-1)?.entryId ?? null;
        if (page.length < ENTRIES_AT_A_TIME) break;
      }
    return found.sort((a, b) => b.entryId - a.entryId);
  } finally {
    await access.close();
  }
}
