// What a check-in takes for a customer with few contacts and for one with many, one call at a time over HTTP, while sockets
// listen to what changes; and the score with its explanation. A write should cost what its own matter costs.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { openDeployment } from '#deployment';
import { benchHistory } from './history.js';
import type { Constant } from './measure.js';

const SIZES = [10, 1_000, 10_000];
const CALLS = 200;
const WARM_UP = 20;
const SUBSCRIBERS = 10;
const PORT = 3914;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const url = `http://127.0.0.1:${PORT}/graphql`;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

const SUBSCRIPTIONS = [
  'subscription { trustChanged { cursor customerId before { score band } after { score band } } }',
  'subscription { contactRecorded { cursor node { id type } } }',
];
const recording = (customerId: string): string =>
  `mutation { recordCheckIn(input: { customerId: "${customerId}", note: "A word on the phone" }) { replayed contact { id } userErrors { code } } }`;
const explained = (customerId: string): string =>
  `{ relationship(customerId: "${customerId}") { name trust { score band interval { low high } contributions { points class contact { id } } } } }`;

export async function oneCustomerBench(): Promise<Constant[]> {
  const found: Constant[] = [];
  for (const size of SIZES) {
    const dataDir = mkdtempSync(join(tmpdir(), 'one-customer-bench-'));
    let server: ChildProcess | null = null;
    try {
      const customerId = await fill(dataDir, size);
      server = serve(dataDir);
      await answering();
      const clients = SUBSCRIPTIONS.flatMap((query) => Array.from({ length: SUBSCRIBERS }, () => listen(query)));
      await Promise.all(clients.map(({ connected }) => connected));
      found.push(...(await measured(`a check-in at ${size} contacts`, recording(customerId))));
      found.push(...(await measured(`the explained score at ${size} contacts`, explained(customerId))));
      for (const { client } of clients) await client.dispose();
    } finally {
      if (server !== null) await stopped(server);
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return found;
}

async function measured(what: string, query: string): Promise<Constant[]> {
  const took: number[] = [];
  for (let call = 0; call < CALLS + WARM_UP; call += 1) {
    const from = performance.now();
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const text = await answer.text();
    if (!answer.ok || text.includes('"errors"') || text.includes('"code"')) throw new Error(text.slice(0, 500));
    if (call >= WARM_UP) took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => 1000 * (took[Math.floor(share * took.length)] ?? NaN);
  return [
    { name: `${what}, median`, value: at(0.5), unit: 'µs' },
    { name: `${what}, 99 of 100`, value: at(0.99), unit: 'µs' },
  ];
}

/** @returns the customer, whose contacts are of ten kinds */
async function fill(dataDir: string, contacts: number): Promise<string> {
  const { store, log, projector, relationships, watcher, close } = await openDeployment({ dataDir });
  const customerId = 'customer-0';
  // Opened by the log itself, so that the customer has a key.
  await log.record({
    type: 'RelationshipOpened',
    input: { customerId, occurredAt: '2025-12-31T00:00:00Z', cadenceDays: 30 },
    recordedBy: 'bench',
    correlationId: 'bench',
  });
  let events = [];
  let revision = 0;
  for (const { revision: made, event } of benchHistory(1, contacts)) {
    if (made > 0) events.push(event);
    if (events.length < 1_000 && made < contacts - 1) continue;
    await store.append(`relationship-${customerId}`, events, revision);
    revision += events.length;
    events = [];
  }
  await projector.catchUp();
  await relationships.refresh();
  await watcher.look();
  await projector.catchUp();
  await close();
  return customerId;
}

function serve(dataDir: string): ChildProcess {
  const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), ADMIN_TOKEN: TOKEN };
  const profiling = process.env.CPU_PROF === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env.CPU_PROF}`];
  return spawn(process.execPath, [...profiling, main], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
}

function listen(query: string): { client: Client; connected: Promise<void> } {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
  });
  const connected = new Promise<void>((resolve) => client.on('connected', () => resolve()));
  const ignored = () => undefined;
  client.subscribe({ query }, { next: ignored, error: ignored, complete: ignored });
  return { client, connected };
}

async function answering(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(url.replace('/graphql', '/health/live')).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('the server does not answer');
}

async function stopped(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await gone;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await oneCustomerBench());
