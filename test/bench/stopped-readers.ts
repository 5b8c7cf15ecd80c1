// What 50 sockets that stop reading for a minute cost: memory of the server, and how much later the others hear of a change. The
// server is a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import type { Constant } from './measure.js';

const PORT = 23_919;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const READERS = 100;
const STOPPED = 50;
const SECONDS = Number(process.env.STOPPED_SECONDS ?? 60);
const CHANGES_A_SECOND = 10;
/** Many, since trust changes less with each check-in of the same customer, and at last not at all. */
const CUSTOMERS = 100;

const url = `http://127.0.0.1:${PORT}`;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
/** As large as a message may sensibly be, so that the system's own buffers fill at once. */
const LARGE = Array.from({ length: 30 }, (_, n) => `n${n}: cause { contact { note } }`).join(' ');
const SMALL = 'cause { contact { note } }';

export async function stoppedReadersBench(): Promise<Constant[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stopped-bench-'));
  const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
  const server = spawn(process.execPath, ['--expose-gc', main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), ADMIN_TOKEN: TOKEN },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const sockets: WebSocket[] = [];
  try {
    while ((await fetch(`${url}/health/live`).catch(() => null))?.ok !== true) await pause(100);
    for (let n = 0; n < CUSTOMERS; n += 1) await ask('openRelationship', { customerId: `c${n}` });
    for (let n = 0; n < READERS; n += 1) sockets.push(await listen(SMALL, hear));
    const stopped: WebSocket[] = [];
    for (let n = 0; n < STOPPED; n += 1) stopped.push(await listen(LARGE, () => undefined));
    sockets.push(...stopped);
    await changesFor(SECONDS / 4);
    const whileAllRead = await changesFor(SECONDS);
    const before = await used();
    for (const socket of stopped) socket.pause();
    const whileStopped = await changesFor(SECONDS);
    const after = await used();
    return [
      { name: `memory that ${STOPPED} stopped sockets take`, value: (after.rss - before.rss) / 2 ** 20, unit: 'MiB' },
      { name: 'of it on the heap', value: (after.heap - before.heap) / 2 ** 20, unit: 'MiB' },
      { name: 'what they leave unread', value: after.unread / 2 ** 20, unit: 'MiB' },
      { name: "the others' p99 while all read", value: whileAllRead, unit: 'ms' },
      { name: "the others' p99 while they are stopped", value: whileStopped, unit: 'ms' },
    ];
  } finally {
    for (const socket of sockets) socket.terminate();
    server.kill();
    await once(server, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const begun = new Map<string, number>();
let delays: number[] = [];

function hear(text: string): void {
  const [, n = ''] = /"note":"(\d+) /.exec(text) ?? [];
  const at = begun.get(n);
  if (at !== undefined) delays.push(performance.now() - at);
}

let count = 0;

/** @returns from when a change was sent to when a reader heard of it, milliseconds: the 99th of a hundred */
async function changesFor(seconds: number): Promise<number> {
  delays = [];
  const from = performance.now();
  for (let n = 0; n < seconds * CHANGES_A_SECOND; n += 1) {
    await pause(Math.max(0, from + (1_000 * n) / CHANGES_A_SECOND - performance.now()));
    const id = String((count += 1));
    begun.set(id, performance.now());
    void ask('recordCheckIn', { customerId: `c${n % CUSTOMERS}`, note: `${id} ${'x'.repeat(3_900)}` });
  }
  await pause(2_000);
  return delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.99)] ?? NaN;
}

async function listen(fields: string, heard: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: headers.authorization } }));
  await once(socket, 'message');
  const payload = { query: `subscription { trustChanged { ${fields} } }` };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  socket.on('message', (data: Buffer) => heard(data.toString()));
  return socket;
}

async function ask(mutation: string, input: object): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
  const body = JSON.stringify({ query, variables: { input } });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

async function used(): Promise<{ rss: number; heap: number; unread: number }> {
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const of = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    rss: of('process_resident_memory_bytes'),
    heap: of('nodejs_heap_size_used_bytes'),
    unread: of('rapport_socket_unread_bytes'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await stoppedReadersBench());
