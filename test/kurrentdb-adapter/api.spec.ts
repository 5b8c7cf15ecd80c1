// The whole API with its log on a server: what a caller records he sees, also across an outage of that server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { readConfig } from '#deployment';
import type { RunningApi } from '../../apps/api/src/start.js';
import { probe } from '../e2e/probe.js';
import { startApi } from '../kit/start-api.js';
import { until } from '../kit/until.js';
import { OnStandIn } from './on-stand-in.js';

const TOKEN = 'a-token-for-tests-alone';
const dataDir = mkdtempSync(join(tmpdir(), 'rapport-cluster-'));

let on: OnStandIn;
let api: RunningApi;
const start = () =>
  startApi(
    readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      EVENT_STORE_URL: on.server.url,
      ADMIN_TOKEN: TOKEN,
      LOG_LEVEL: 'silent',
      STOP_DELAY_SECONDS: '0',
    }),
    { watchEveryMs: null },
  );
beforeAll(async () => {
  on = await OnStandIn.start();
  api = await start();
});
afterAll(async () => {
  await api.stop();
  await on.dispose();
  rmSync(dataDir, { recursive: true });
});

async function ask<T>(query: string): Promise<T> {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

const checkIn = (key: string) =>
  ask<{ recordCheckIn: { replayed: boolean; contact: { contactId: string } } }>(
    `mutation { recordCheckIn(input: { customerId: "a", note: "All well", idempotencyKey: "${key}" }) {
       replayed contact { contactId } } }`,
  ).then(({ recordCheckIn }) => recordCheckIn);

type List<T> = { readonly edges: readonly { readonly node: T }[] };

const listed = async () => {
  const { contacts, relationships } = await ask<{
    contacts: List<{ type: string }>;
    relationships: List<{ name: string }>;
  }>('{ contacts(first: 50) { edges { node { type } } } relationships(first: 10) { edges { node { name } } } }');
  return {
    types: contacts.edges.map(({ node }) => node.type),
    names: relationships.edges.map(({ node }) => node.name),
  };
};

it('records, lists and tells a repeat', async () => {
  await ask('mutation { openRelationship(input: { customerId: "a", name: "Acme" }) { userErrors { code } } }');
  const first = await checkIn('1');
  expect(await checkIn('1')).toEqual({ ...first, replayed: true });
  expect(await listed()).toEqual({ types: ['CheckInHeld', 'RelationshipOpened'], names: ['Acme'] });
});

/** The first that `contactRecorded` says after a position, or why it says nothing. */
async function heardAfter(after: bigint): Promise<string> {
  const client = createClient({
    url: api.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
    retryAttempts: 0,
  });
  const query = `subscription { contactRecorded(after: "${after}") { cursor node { type } } }`;
  const said = await client
    .iterate({ query })
    .next()
    .catch((error: unknown) => error);
  await client.dispose();
  return JSON.stringify(said);
}

it('tells of contacts after any of them, and refuses a position at which none stands before it begins', async () => {
  const opened = on.server.database.records.find(({ type }) => type === 'RelationshipOpened')?.position ?? 0n;
  expect(await heardAfter(0n)).toContain('RelationshipOpened');
  expect(await heardAfter(opened)).toContain('CheckInHeld');
  const refused = await heardAfter(opened + 1n);
  expect(refused).toContain('BAD_USER_INPUT');
  expect(refused).toContain('This log has no event at the position `after`');
});

it.each(['cut', 'endSubscriptions', 'restart'] as const)('goes on by itself after the server did %s', async (did) => {
  const before = (await listed()).types.length;
  await on.server[did]();
  await checkIn(did);
  expect((await listed()).types).toHaveLength(before + 1);
});

it('is not ready while the log is away, lists what it has, and is ready again by itself', async () => {
  await on.server.stop();
  await until(async () => (await probe(api, 'ready')).code === 503);
  expect((await probe(api, 'ready')).notReady).toEqual(['LOG_UNAVAILABLE']);
  expect(await probe(api, 'lists')).toMatchObject({ code: 200, status: 'degraded', degraded: ['LOG_UNAVAILABLE'] });
  expect((await probe(api, 'live')).code).toBe(200);
  await on.server.restart();
  await until(async () => (await probe(api, 'ready')).status === 'ready');
});

it('finds everything again after a start of its own', async () => {
  const before = await listed();
  await api.stop();
  api = await start();
  expect(await listed()).toEqual(before);
  expect(await checkIn('1')).toMatchObject({ replayed: true });
});
