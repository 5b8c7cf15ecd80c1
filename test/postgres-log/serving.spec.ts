// Log and views in one Postgres: nodes that share them, moving there and back, and what the doctor says.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment, type Deployment, type StorageSettings, readConfig } from '#deployment';
import { startApi } from '../../apps/api/src/start.js';
import { examine } from '../../apps/cli/src/doctor/doctor.js';
import type { Finding } from '../../apps/cli/src/doctor/finding.js';
import { ClusterClient } from '../cluster/cluster-client.js';
import { temporaryFolder } from '../kit/deployment.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { START_WITHIN_MS } from './own-database.js';
import { embedded, exported, fill, imported, kept, removeScratch, scratch } from '../move/logs.js';

const TOKEN = 'a-token-for-tests-alone';
const NAME = databaseNamed(import.meta.filename);

let server: PostgresServer;
let folder: ReturnType<typeof temporaryFolder>;
let storage: StorageSettings;
beforeEach(async () => {
  server = await PostgresServer.shared();
  await server.dropDatabase(NAME);
  const url = await server.createDatabase(NAME);
  folder = temporaryFolder();
  storage = { dataDir: folder.path, eventStoreUrl: url, viewsUrl: url };
}, START_WITHIN_MS);
afterEach(async () => {
  folder.remove();
  removeScratch();
  await server.dropDatabase(NAME);
});

async function findings(settings: StorageSettings): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine(settings, { isQuick: false, now: Date.now() })) found.push(finding);
  return found;
}

it('serves from two nodes: what one records, the other shows; a restart finds everything', async () => {
  const node = () => startApi({ ...readConfig({ PORT: '0', ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'silent' }), storage });
  const [a, b] = [await node(), await node()];
  try {
    const [writer, reader] = [new ClusterClient(a.url, TOKEN), new ClusterClient(b.url, TOKEN)];
    await writer.record('openRelationship', { customerId: 'acme', name: 'Acme' });
    const position = await writer.record('recordCheckIn', { customerId: 'acme' });
    const found = await reader.contacts(['CheckInHeld'], position);
    expect(found.map(({ customerId }) => customerId)).toEqual(['acme']);
  } finally {
    await Promise.all([a.stop(), b.stop()]);
  }
  const again = await openDeployment(storage);
  try {
    expect(again.viewsRebuilt).toBeNull();
    expect([...((await again.log.timelineOf('acme'))?.recorded() ?? [])]).toHaveLength(2);
  } finally {
    await again.close();
  }
  const found = await findings(storage);
  expect(found.filter(({ status }) => status === 'wrong').map(({ says }) => says)).toEqual([
    // The Postgres of the tests does without the disk.
    expect.stringContaining('fsync is off') as string,
    expect.stringContaining('full_page_writes is off') as string,
  ]);
  expect(found.find(({ subject }) => subject === 'settings')?.says).toMatch(
    /the log is postgres:\/\/127\.0\.0\.1:\d+\//,
  );
  expect(JSON.stringify(found)).not.toContain('rapport:rapport');
});

it('nodes on two machines share the keys: of a customer both open at once, and of one whom one of them erases', async () => {
  const machines = [storage, { ...storage, dataDir: scratch() }];
  const [a, b] = (await Promise.all(machines.map((each) => openDeployment(each)))) as [Deployment, Deployment];
  const by = { recordedBy: 'test', correlationId: 'test' };
  try {
    const opening = (day: number) => ({
      type: 'RelationshipOpened',
      input: { customerId: 'acme', name: `Acme ${day}`, occurredAt: `2026-01-0${day}T00:00:00Z` },
      ...by,
    });
    await Promise.all([a.log.record(opening(2)), b.log.record(opening(1))]);
    for (const { log } of [a, b])
      for (const contact of (await log.timelineOf('acme'))?.recorded() ?? [])
        expect((log.opened(contact).data as { readonly name?: string }).name).toMatch(/^Acme [12]$/);
    await a.log.record({ type: 'CustomerErased', input: { customerId: 'acme' }, ...by });
    await b.log.timelineOf('acme');
    expect([a.log.isReadable('acme'), b.log.isReadable('acme')]).toEqual([false, false]);
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
  for (const { dataDir } of machines) expect(existsSync(join(dataDir, 'keys.db'))).toBe(false);
});

it('a log moves from a file to Postgres and back with one hash, texts with NUL and half characters too', async () => {
  const from = embedded();
  await fill(from, 60);
  const there = { dataDir: scratch(), eventStoreUrl: storage.eventStoreUrl! };
  const [out, back] = [join(scratch(), 'log.ndjson.gz'), join(scratch(), 'back.ndjson')];
  const first = await exported(from, out);
  expect(await imported(there, out)).toMatchObject({ events: first.events, sha256: first.sha256, isWhole: true });
  // A second run finds everything there.
  expect(await imported(there, out)).toMatchObject({ alreadyDone: first.events, sha256: first.sha256 });
  expect(await exported(there, back)).toMatchObject({ events: first.events, sha256: first.sha256 });
  const again = embedded();
  await imported(again, back);
  expect(await kept(again)).toEqual(await kept(from));
});

it('keys of another log are refused, and its own are taken after a move', async () => {
  const from = { dataDir: scratch() };
  const before = await openDeployment(from);
  await before.close();
  const out = join(scratch(), 'log.ndjson');
  await exported(from, out);
  await imported(storage, out);
  copyFileSync(join(from.dataDir, 'keys.db'), join(folder.path, 'keys.db'));
  await (await openDeployment(storage)).close();
  const stranger = { ...storage, dataDir: scratch() };
  await (await openDeployment({ dataDir: stranger.dataDir })).close();
  await expect(openDeployment(stranger)).rejects.toThrow(/keys/);
});

it('the doctor names a Postgres that cannot be reached, and one without a log', async () => {
  expect(await findings(storage)).toContainEqual(
    expect.objectContaining({ subject: 'log', status: 'wrong', says: 'the database holds no log of Rapport' }),
  );
});
