import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { openDeployment } from './deployment.js';
import { openLog } from './open-log.js';

let folder: ReturnType<typeof temporaryFolder>;
let umask: number;
beforeEach(() => {
  folder = temporaryFolder();
  // The mildest: what is not asked for would be seen.
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  folder.remove();
});

const modes = (dataDir: string) =>
  Object.fromEntries(readdirSync(dataDir).map((name) => [name, statSync(join(dataDir, name)).mode & 0o777]));
const OWNERS = 0o600;
const ALL = ['access.db', 'keys.db', 'log.db', 'views.db'].flatMap((name) => [name, `${name}-shm`, `${name}-wal`]);

async function openedIn(dataDir: string): Promise<Record<string, number>> {
  const deployment = await openDeployment({ dataDir });
  const input = { customerId: 'a', name: 'Acme' };
  await deployment.log.record({ type: 'RelationshipOpened', input, recordedBy: 'test', correlationId: 'test' });
  await deployment.projector.catchUp();
  const found = modes(dataDir);
  await deployment.close();
  return found;
}

it('makes log, views, keys and tokens for their owner alone, with all that SQLite puts beside them', async () => {
  const dataDir = join(folder.path, 'new', 'data');
  expect(await openedIn(dataDir)).toEqual(Object.fromEntries(ALL.map((name) => [name, OWNERS])));
  expect([dataDir, join(dataDir, '..')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
});

it('makes a log for its owner alone where nothing else is opened', async () => {
  const store = await openLog({ dataDir: folder.path });
  expect(modes(folder.path)['log.db']).toBe(OWNERS);
  await store.close();
});

it('leaves a file the mode that it was given, and a folder too', async () => {
  await openedIn(folder.path);
  chmodSync(folder.path, 0o750);
  chmodSync(join(folder.path, 'log.db'), 0o640);
  chmodSync(join(folder.path, 'views.db'), 0o664);
  expect(await openedIn(folder.path)).toMatchObject({ 'log.db': 0o640, 'views.db': 0o664, 'views.db-wal': 0o664 });
  expect(statSync(folder.path).mode & 0o777).toBe(0o750);
  rmSync(join(folder.path, 'views.db'));
  expect(await openedIn(folder.path)).toMatchObject({ 'log.db': 0o640, 'views.db': OWNERS });
});
