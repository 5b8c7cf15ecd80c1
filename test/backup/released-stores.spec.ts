// A folder that each release wrote opens under this one: test/fixtures/stores has one of each. To add the folder of a release
// that is about to be made: WRITE_FIXTURES=1 npm test -- test/backup/released-stores
import Database from 'better-sqlite3';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment, openForReading } from '#deployment';
import { BY, checkIn, open } from '../damage/on-each-database.js';
import { temporaryFolder } from '../kit/deployment.js';

const STORES = 'test/fixtures/stores';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
/** When the last of it was recorded. */
const AT = Date.UTC(2026, 2, 2, 9);
const clocks = { now: () => AT, steady: null };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => void (folder = temporaryFolder()));
afterEach(() => folder.remove());

beforeAll(async () => {
  const dataDir = join(STORES, version);
  if (process.env.WRITE_FIXTURES !== '1' || existsSync(join(dataDir, 'log.db'))) return;
  const deployment = await openDeployment({ dataDir }, clocks);
  await deployment.models.activateOnEmptyLog();
  await open(deployment, 'kept', 'erased');
  await checkIn(deployment, 'kept');
  await deployment.log.record({ type: 'CustomerErased', input: { customerId: 'erased' }, ...BY });
  const holder = {
    name: 'reader',
    actor: { role: 'ANALYST', identity: 'r', team: null, portfolio: null, mayReadText: true },
  } as const;
  await deployment.access.tokens.create({ ...holder, expiresAt: null }, AT);
  await deployment.close();
  for (const name of readdirSync(dataDir)) if (name.startsWith('views')) rmSync(join(dataDir, name));
});

const taken = (release: string): string => {
  cpSync(join(STORES, release), folder.path, { recursive: true });
  return folder.path;
};

it.each(readdirSync(STORES))('a store that %s wrote opens: contacts, names, erasures and tokens', async (release) => {
  const deployment = await openDeployment({ dataDir: taken(release) }, clocks);
  await deployment.projector.catchUp();
  await deployment.relationships.refresh();
  const rows = await deployment.db.selectFrom('relationships').select(['customer_id', 'name']).execute();
  expect(Object.fromEntries(rows.map(({ customer_id, name }) => [customer_id, name]))).toEqual({
    erased: '[erased]',
    kept: 'Name of kept',
  });
  expect((await deployment.views.contacts({ first: 9 })).rows).toHaveLength(4);
  expect((await deployment.access.tokens.list()).map(({ name }) => name)).toEqual(['reader']);
  await checkIn(deployment, 'kept');
  await deployment.close();
});

it('a log of a newer release is refused with a sentence, to be read and to be written, and stays as it is', async () => {
  const dataDir = taken(version);
  const log = new Database(join(dataDir, 'log.db'));
  log.pragma('user_version = 7');
  log.close();
  const refusal = 'was written by a newer release: its schema is 7, this one reads up to 1';
  await expect(openDeployment({ dataDir }, clocks)).rejects.toThrow(refusal);
  await expect(openForReading({ dataDir })).rejects.toThrow(refusal);
});
