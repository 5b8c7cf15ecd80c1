// How long a node's processor is busy with what it serves: a contact recorded over HTTP, on disk before it is answered; a
// page of a list; a change told to one of many sockets. The server is a process of its own that says itself how busy it
// was; other work on the machine hardly changes that, as it would change a rate.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { Constant } from './measure.js';

const PORT = 3913;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const RELATIONSHIPS = 1_000;
const IN_FLIGHT = 32;
const SECONDS = 3;
const SOCKETS = 1_000;
const CHANGES = 100;
const ROUNDS = 3;

const url = `http://127.0.0.1:${PORT}/graphql`;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const PAGE = JSON.stringify({
  query:
    '{ relationships(first: 50) { edges { cursor node { id customerId name trust { score band } } } pageInfo { hasNextPage endCursor } } }',
});
const ONE = JSON.stringify({
  query:
    '{ relationship(customerId: "customer-7") { id customerId name segment owner trust { score band interval { low high } dimensions { dimension score } } } }',
});
const checkIn = (n: number): string =>
  JSON.stringify({
    query: `mutation { recordCheckIn(input: { customerId: "customer-${n}", note: "A word on the phone" }) { userErrors { code } } }`,
  });

export async function servingBench(): Promise<Constant[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'serving-bench-'));
  const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), ADMIN_TOKEN: TOKEN };
  const server = spawn(process.execPath, [main], { env: environment, stdio: 'ignore' });
  try {
    await answering();
    for (let n = 0; n < RELATIONSHIPS; n += 1)
      await post(`{"query":"mutation { openRelationship(input: { customerId: \\"customer-${n}\\" }) { replayed } }"}`);
    const clients: Client[] = [];
    for (let n = 0; n < SOCKETS; n += 1) clients.push(await listen());
    const telling = await leastBusy(deliver);
    for (const client of clients) await client.dispose();
    const recording = await leastBusy(() =>
      load(Array.from({ length: RELATIONSHIPS }, (_, n) => ({ body: checkIn(n) }))),
    );
    const [page, one] = [await leastBusy(() => load([{ body: PAGE }])), await leastBusy(() => load([{ body: ONE }]))];
    return [
      { name: 'recording a contact', value: recording, unit: 'µs' },
      { name: 'answering with a page of fifty', value: page, unit: 'µs' },
      { name: 'answering with one relationship', value: one, unit: 'µs' },
      // The recording that is told of counts for itself.
      { name: 'telling a subscriber of a change', value: telling - recording / SOCKETS, unit: 'µs' },
    ];
  } finally {
    await stopped(server);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns how many requests were answered */
async function load(requests: { body: string }[]): Promise<number> {
  const done = await autocannon({ url, method: 'POST', headers, requests, connections: IN_FLIGHT, duration: SECONDS });
  if (done.errors + done.non2xx > 0) throw new Error(`${done.errors + done.non2xx} requests failed`);
  return done['2xx'];
}

/** Microseconds of processor time for each of what a round does, in the cheapest round; the first is a warm-up. */
async function leastBusy(round: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let n = 0; n <= ROUNDS; n += 1) {
    const from = await sample('process_cpu_seconds_total');
    const did = await round();
    const each = (1e6 * ((await sample('process_cpu_seconds_total')) - from)) / did;
    if (n > 0) least = Math.min(least, each);
  }
  return least;
}

let heard = 0;

async function listen(): Promise<Client> {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
  });
  await new Promise<void>((resolve) => client.on('connected', () => resolve()) && follow(client));
  return client;
}

function follow(client: Client): void {
  const next = () => {
    heard += 1;
  };
  const query = 'subscription { trustChanged { cursor customerId before { score band } after { score band } } }';
  client.subscribe({ query }, { next, error: () => undefined, complete: () => undefined });
}

/** Until nothing more is heard. @returns how often a change was told */
async function deliver(): Promise<number> {
  heard = 0;
  for (let n = 0; n < CHANGES; n += 10)
    await Promise.all(Array.from({ length: 10 }, (_, k) => post(checkIn((n + k) % RELATIONSHIPS))));
  for (let before = -1; before < heard; await pause(500)) before = heard;
  return heard;
}

async function sample(metric: string): Promise<number> {
  const text = await (await fetch(url.replace('/graphql', '/metrics'), { headers })).text();
  return Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function post(body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok || text.includes('"code"')) throw new Error(text);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await servingBench());
