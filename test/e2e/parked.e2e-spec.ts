import { spawnSync } from 'node:child_process';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { probe } from './probe.js';

let api: ApiUnderTest;
beforeEach(async () => {
  api = await ApiUnderTest.start();
});
afterEach(() => api.stop());

const PARKED = '{ parked { total events { position customerId type reason since } } }';
type Parked = { parked: { total: number; events: { customerId: string; type: string; reason: string }[] } };
const RETRY = 'mutation($input: RetryParkedInput!) { retryParked(input: $input) { released left } }';
const SONG = { id: '00000000-0000-4000-8000-00000000000a', type: 'SongSung', data: {}, metadata: { v: 1 } };

const metric = async () => {
  const answer = await fetch(api.url.replace('/graphql', '/metrics'), {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return /^rapport_parked_events (\d+)$/m.exec(await answer.text())?.[1];
};

/** The command beside the running server. */
const rapport = (...words: string[]) => rapportWith({}, ...words);
const rapportWith = (settings: Readonly<Record<string, string>>, ...words: string[]) => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', './test/kit/run-typescript.mjs', 'apps/cli/src/main.ts', 'parked', ...words],
    { env: { PATH: process.env.PATH, DATA_DIR: api.dataDir, ...settings }, encoding: 'utf8' },
  );
  return { status, stdout };
};

it('what is parked is said by query, command, metrics and probes, and lists show everybody else', async () => {
  await api.accept('openRelationship', { customerId: 'acme' });
  await api.accept('openRelationship', { customerId: 'other' });
  expect(await api.ask(PARKED)).toEqual({ parked: { total: 0, events: [] } });
  expect(await metric()).toBe('0');
  await api.deployment.store.append('relationship-acme', [SONG], 0);
  await api.accept('recordCheckIn', { customerId: 'acme' });
  const { position } = (
    await api.ask<{ r: { position: string } }>(
      'mutation { r: recordCheckIn(input: { customerId: "other" }) { position } }',
    )
  ).r;
  expect(await api.deployment.projector.waitFor(BigInt(position), 10_000)).toBe(true);
  const { parked } = await api.ask<Parked>(PARKED);
  expect(parked).toMatchObject({
    total: 2,
    events: [
      { customerId: 'acme', type: 'SongSung', reason: 'UNKNOWN_TYPE' },
      { customerId: 'acme', type: 'CheckInHeld', reason: 'WAITS' },
    ],
  });
  expect(await metric()).toBe('2');
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'degraded', degraded: ['EVENTS_PARKED'] });
  expect(await probe(api, 'lists')).toMatchObject({ code: 200, degraded: ['EVENTS_PARKED'] });
  expect(await api.ask(RETRY, { input: { customerId: 'acme' } })).toEqual({ retryParked: { released: 0, left: 2 } });
  const listed = await api.ask('{ contacts(filter: { types: [CheckInHeld] }) { edges { node { customerId } } } }');
  expect(listed).toEqual({ contacts: { edges: [{ node: { customerId: 'other' } }] } });

  const told = rapport();
  expect(told.status).toBe(3);
  expect(told.stdout).toMatch(
    /2 events are parked:\n\d+ {2}acme {2}SongSung .*\n {4}This release does not know the type/,
  );
  const retried = rapport('--retry', '--json');
  expect(retried.status).toBe(3);
  expect(JSON.parse(retried.stdout)).toMatchObject({ released: 0, total: 2, events: [{ reason: 'UNKNOWN_TYPE' }, {}] });
});

it('a retry over GraphQL shows again what can be projected', async () => {
  const { db, projector } = api.deployment;
  await api.accept('openRelationship', { customerId: 'acme' });
  // As if a release that did not know check-ins had projected it.
  await api.accept('recordCheckIn', { customerId: 'acme' });
  const { position } = await db
    .selectFrom('contacts')
    .select('position')
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('parked')
    .values({
      position,
      stream: 'relationship-acme',
      customer_id: 'acme',
      revision: 1,
      event_id: 'x',
      type: 'CheckInHeld',
      reason: 'UNKNOWN_TYPE',
      since: 0,
    })
    .execute();
  await db.deleteFrom('contacts').where('position', '=', position).execute();
  expect(await api.ask(RETRY, { input: { customerId: 'nobody' } })).toEqual({ retryParked: { released: 0, left: 1 } });
  expect(await api.ask(RETRY, { input: {} })).toEqual({ retryParked: { released: 1, left: 0 } });
  expect(await projector.parked()).toBe(0);
  const listed = await api.ask('{ contacts(filter: { types: [CheckInHeld] }) { edges { node { customerId } } } }');
  expect(listed).toEqual({ contacts: { edges: [{ node: { customerId: 'acme' } }] } });
});

it('the list only reads, whatever the command is set to', async () => {
  await api.accept('openRelationship', { customerId: 'acme' });
  const { db, store } = api.deployment;
  const checkpoints = () => db.selectFrom('checkpoint').selectAll().orderBy('name').execute();
  const before = [await checkpoints(), await store.head()];
  expect(rapportWith({ CALENDAR: 'DE' })).toEqual({ status: 0, stdout: 'Nothing is parked.\n' });
  expect([await checkpoints(), await store.head()]).toEqual(before);
  expect(rapportWith({ DATA_DIR: `${api.dataDir}/missing` }).status).toBe(2);
});
