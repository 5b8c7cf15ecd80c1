// What the first start on an empty log writes, in both kinds of log, and when nothing is written.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, openDeployment, openLog, type StorageSettings } from '#deployment';
import { startApi } from '../../apps/api/src/start.js';
import { ensureIdentity, type StoredEvent } from '#event-store';
import { ModelLog } from '#model-log';
import { ModelRegistry } from '#trust';
import { all, anEvent } from '../contract/log-under-test.js';
import { temporaryFolder } from '../kit/deployment.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { rapportHere } from '../replay/in-process.js';

type Folder = ReturnType<typeof temporaryFolder>;
const folders: Folder[] = [];
const aFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder.path;
};
let server: StandIn;
beforeEach(async () => {
  server = await startStandIn();
});
afterEach(() => server.stop());
afterAll(() => folders.forEach((folder) => folder.remove()));

const ON_EACH = [
  ['in a file', (): StorageSettings => ({ dataDir: aFolder() })],
  ['on a server', (): StorageSettings => ({ dataDir: aFolder(), eventStoreUrl: server.url })],
] as const;

const start = ({ dataDir, eventStoreUrl }: StorageSettings) =>
  startApi(
    readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      ...(eventStoreUrl === undefined ? {} : { EVENT_STORE_URL: eventStoreUrl }),
    }),
    { watchEveryMs: null },
  );

async function inLog(storage: StorageSettings): Promise<readonly StoredEvent[]> {
  const store = await openLog(storage);
  return all(store.readAll()).finally(() => store.close());
}
const said = (events: readonly StoredEvent[]) =>
  events.map((event) => {
    if (event.type === 'LogBegun') return event.type;
    const fact = event as unknown as { type: string; data: { modelId: string }; metadata: { recordedBy: string } };
    return `${fact.type} ${fact.data.modelId} by ${fact.metadata.recordedBy}`;
  });

const WRITTEN = [
  'LogBegun',
  'ModelActivated trust-beta/3 by release',
  'ModelShadowed trust-beta/1 by release',
  'ModelShadowed trust-beta/2 by release',
];

describe.each(ON_EACH)('a log %s', (_, storage) => {
  it('begins with its identity and the activation of the newest model, and the others are in shadow', async () => {
    const at = storage();
    await (await start(at)).stop();
    expect(said(await inLog(at))).toEqual(WRITTEN);
    await (await start(at)).stop();
    expect(said(await inLog(at))).toEqual(WRITTEN);
  });

  it('has one activation where two nodes start at once', async () => {
    const at = storage();
    const stores = [await openLog(at), await openLog(at)];
    await Promise.all(
      stores.map(async (store) => {
        await ensureIdentity(store);
        const models = new ModelLog(store, { minShadowMs: 0 });
        await models.activateOnEmptyLog();
        await models.shadowShipped();
        expect(models.registry.activeFor(null).id).toBe('trust-beta/3');
      }),
    );
    for (const store of stores) await store.close();
    expect(said(await inLog(at))).toEqual(WRITTEN);
  });

  it('that holds anything keeps its model: the newest is in shadow', async () => {
    const at = storage();
    const store = await openLog(at);
    await store.append('relationship-old', [anEvent({ type: 'SomethingOlder' })], 'none');
    await store.close();
    await (await start(at)).stop();
    expect(said(await inLog(at)).slice(1)).toEqual([
      'LogBegun',
      'ModelShadowed trust-beta/2 by release',
      'ModelShadowed trust-beta/3 by release',
    ]);
  });

  it('begins with it too where something else than a start writes first: whatever is recorded', async () => {
    const at = storage();
    const both = [await openDeployment(at), await openDeployment({ ...at, dataDir: aFolder(), ...onOne(at) })];
    const opened = (customerId: string) => ({
      type: 'RelationshipOpened',
      input: { customerId },
      recordedBy: 'test',
      correlationId: 'test',
    });
    const refused = { ...opened('a'), type: 'CheckInHeld' };
    expect((await both[0]?.log.record(refused))?.refusals).toMatchObject([{ code: 'CUSTOMER_UNKNOWN' }]);
    expect((await inLog(at)).map(({ type }) => type)).toEqual(['LogBegun']);
    await Promise.all(both.map(({ log }, index) => log.record(opened(`c-${index}`))));
    for (const deployment of both) await deployment.close();
    expect((await inLog(at)).map(({ type }) => type)).toEqual([
      'LogBegun',
      'ModelActivated',
      'RelationshipOpened',
      'RelationshipOpened',
    ]);
  });
});

/** Two processes have one log: the same server, or the same folder. */
const onOne = ({ dataDir, eventStoreUrl }: StorageSettings) => (eventStoreUrl === undefined ? { dataDir } : {});

it('names no model after a start that fails', async () => {
  const dataDir = aFolder();
  writeFileSync(join(dataDir, 'admin-token.sha256'), 'no digest');
  await expect(start({ dataDir })).rejects.toThrow('does not hold the digest');
  expect(said(await inLog({ dataDir }))).toEqual(['LogBegun']);
});

it('is not written by verbs that only read', async () => {
  const dataDir = aFolder();
  await (await openLog({ dataDir })).close();
  await rapportHere(dataDir, 'replay', 'trust', '--format', 'ndjson');
  await rapportHere(dataDir, 'export', 'evidence');
  expect(await inLog({ dataDir })).toEqual([]);
});

it('holds from the beginning: what an import says was known long before is read by it too', async () => {
  const dataDir = aFolder();
  const deployment = await openDeployment({ dataDir });
  const recordedAt = Date.UTC(2020, 0, 1);
  const input = { customerId: 'a', occurredAt: '2020-01-01T00:00:00Z' };
  const opening = { type: 'RelationshipOpened', input, recordedBy: 'import', correlationId: 'test', recordedAt };
  await deployment.log.record(opening);
  const registry: ModelRegistry = await deployment.models.read();
  await deployment.close();
  expect(registry.asKnown({ knownAt: recordedAt }).activeFor(null).id).toBe('trust-beta/3');
  expect(registry.inForce(null).map(({ model, from }) => [model.id, from])).toEqual([['trust-beta/3', 0]]);
  expect(registry.candidates().map(({ id }) => id)).toEqual(['trust-beta/1', 'trust-beta/2']);
});
