import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDeployment, type Deployment } from '#deployment';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { KeyRing } from './key-ring.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const digestOf = (value: number): Buffer => createHash('sha256').update(`${value}`).digest();

it('leaves no trace of a destroyed key in its file, however often its pages were split', () => {
  const file = join(folder.path, 'keys.db');
  new KeyRing(file).close();
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  db.pragma('secure_delete = ON');
  const insert = db.prepare("INSERT INTO keys (customer_id, key, made_at) VALUES (?, ?, '2026-03-02T09:00:00.000Z')");
  // Ids in order beside ids in none split pages in the middle, and splitting leaves copies behind.
  const customerIds = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? digestOf(i).toString('hex') : `c-${i}`));
  const bytes = customerIds.map((_, i) => digestOf(-i));
  customerIds.forEach((customerId, i) => insert.run(customerId, bytes[i]));
  const forget = db.prepare('UPDATE keys SET key = NULL WHERE customer_id = ?');
  customerIds.forEach((customerId) => forget.run(customerId));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const left = (): number => {
    const contents = readFileSync(file);
    return bytes.filter((each) => contents.includes(each)).length;
  };
  expect(left()).toBeGreaterThan(0); // or else this test shows nothing
  const keys = new KeyRing(file);
  keys.destroy('c-1');
  expect(left()).toBe(0);
  keys.close();
});

it('is made good where the key is there again: after a crash between the two, or from a backup', async () => {
  const within = async (act: (deployment: Deployment) => Promise<unknown>): Promise<void> => {
    const deployment = await openDeployment({ dataDir: folder.path });
    await act(deployment);
    await deployment.close();
  };
  const record = (type: string, facts: object) => (deployment: Deployment) =>
    deployment.log.record({ type, input: { customerId: 'acme', ...facts }, recordedBy: 'test', correlationId: 'test' });
  const inKeys = <T>(act: (db: Database.Database) => T): T => {
    const db = new Database(join(folder.path, 'keys.db'));
    try {
      return act(db);
    } finally {
      db.close();
    }
  };
  const key = () => inKeys((db) => db.prepare('SELECT key FROM keys').pluck().get()) as Buffer | null;

  await within(record('RelationshipOpened', { name: 'Secret' }));
  const bytes = key();
  await within(record('CustomerErased', {}));
  expect(key()).toBeNull();
  const putBack = () => inKeys((db) => db.prepare('UPDATE keys SET key = ?').run(bytes));

  putBack();
  await within(({ projector }) => projector.catchUp());
  expect(key()).toBeNull();
  putBack();
  await within(({ log }) => log.timelineOf('acme'));
  expect(key()).toBeNull();
  putBack();
  await within(record('CustomerErased', {}));
  expect(key()).toBeNull();
});
