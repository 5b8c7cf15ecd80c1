import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { SILENT } from '../terminal/progress.js';
import type { Session } from '../session/session.js';
import { number } from '../tables/datasets/dataset.js';
import { exportByRelationship } from './export-by-relationship.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-export-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sessionOfOne(): Promise<Session> {
  const store = new MemoryEventStore();
  const log = new ContactLog(store, new KeyRing(':memory:'));
  const input = { customerId: 'busy' };
  await log.record({ type: 'RelationshipOpened', input, recordedBy: 'test', correlationId: 'test' });
  const reading = {
    store,
    keys: async () => new KeyRing(':memory:'),
    close: async () => {},
  };
  const settings: Session['settings'] = { dataDir: folder };
  const head = (await store.head()) ?? 0n;
  return { settings, reading, head, progress: SILENT, signal: new AbortController().signal };
}

it('writes all rows of a relationship, however many they are', async () => {
  const rows = Array.from({ length: 300_000 }, (_, index) => index);
  const dataset = { name: 'many', says: 'Many.', columns: [number<number>('cell', 'A cell.', (row) => row)] };
  const out = join(folder, 'many.ndjson');
  expect(await exportByRelationship(await sessionOfOne(), dataset, () => rows, { out })).toBe(300_000);
});
