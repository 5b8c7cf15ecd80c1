import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDeployment, type Deployment } from '#deployment';
import type { ContactType, FactsIn } from '#relationship';
import { temporaryFolder } from '../../../test/kit/deployment.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

it('is made good where the key is there again: after a crash between the two, or from a backup', async () => {
  const within = async (act: (deployment: Deployment) => Promise<unknown>): Promise<void> => {
    const deployment = await openDeployment({ dataDir: folder.path });
    await act(deployment);
    await deployment.close();
  };
  const record =
    <T extends ContactType>(type: T, facts: FactsIn<T>) =>
    (deployment: Deployment) =>
      deployment.log.record({
        type,
        input: { customerId: 'acme', ...facts },
        recordedBy: 'test',
        correlationId: 'test',
      });
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

it('may be repeated with its note', async () => {
  const deployment = await openDeployment({ dataDir: folder.path });
  const record = (type: string, facts: object) =>
    deployment.log.record({
      type,
      input: { customerId: 'acme', ...facts },
      recordedBy: 'test',
      correlationId: 'test',
    });
  try {
    await record('RelationshipOpened', {});
    for (const replayed of [false, true, true])
      expect(await record('CustomerErased', { note: 'asked by letter', idempotencyKey: 'K' })).toMatchObject({
        refusals: [],
        recorded: { replayed },
      });
  } finally {
    await deployment.close();
  }
});
