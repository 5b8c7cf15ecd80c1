import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customerOf, fromStored } from '#contact-log';
import type { RecordedContact } from '#relationship';
import { runDemo } from '../../apps/cli/src/demo/run-demo.js';
import { temporaryFolder, within } from '../kit/deployment.js';

/** When the demo's year of every book here ends. */
export const UNTIL = Date.UTC(2026, 5, 17, 14, 30);
/** What is personal in a book, each the only place it is said. */
export const CANARIES = ['Canary Holding', 'canary-note', 'canary-option', 'Canary Person'] as const;
/** A customer whom a spreadsheet would take for a formula and a page for a tag. */
export const ODD = '=1+1<b>&"x"';

/** A folder with a simulated year of a few customers, and one with an odd name and every kind of personal field. */
export async function aBook(customers = 8) {
  const folder = temporaryFolder();
  await runDemo({ seed: 5, customers, until: UNTIL, storage: { dataDir: folder.path } }, () => UNTIL);
  await recordHere(folder.path, [
    ['RelationshipOpened', { customerId: ODD, name: CANARIES[0], segment: '-SEGMENT', owner: '@owner' }],
    ['StakeholderAdded', { customerId: ODD, name: CANARIES[3], role: 'USER' }],
    ['CheckInHeld', { customerId: ODD, note: CANARIES[1] }],
    ['RequestDeclined', { customerId: ODD, requestId: 'R', alternatives: [{ kind: 'LATER', what: CANARIES[2] }] }],
    ['OutcomeObserved', { customerId: ODD, kind: '+NPS', value: -7.5 }],
  ]);
  return folder;
}

/** Records contacts a minute apart, after the demo's end, and brings the views up to them. */
export const recordHere = (dataDir: string, contacts: readonly (readonly [type: string, input: object])[]) =>
  within(
    dataDir,
    async ({ log, projector, relationships }) => {
      for (const [index, [type, facts]] of contacts.entries()) {
        const input = { occurredAt: new Date(UNTIL + (index + 1) * 60_000).toISOString(), ...facts };
        const { refusals } = await log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
        if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
      }
      await projector.catchUp();
      await relationships.refresh();
    },
    () => UNTIL + 3_600_000,
  );

/** Every contact of the book by customer, as the log has it. */
export const contactsIn = (dataDir: string): Promise<Map<string, RecordedContact[]>> =>
  within(dataDir, async ({ store }) => {
    const found = new Map<string, RecordedContact[]>();
    for await (const batch of store.readAll())
      for (const event of batch) {
        const [customerId, contact] = [customerOf(event.stream), fromStored(event)];
        if (customerId === null || contact === null) continue;
        found.set(customerId, [...(found.get(customerId) ?? []), contact]);
      }
    return found;
  });

/** Tells whether anything in these files changed. */
export const digestOf = (dataDir: string, ...names: readonly string[]): string[] =>
  names.map((name) =>
    createHash('sha256')
      .update(readFileSync(join(dataDir, name)))
      .digest('hex'),
  );
