// What it takes to tell many sockets of a change: ours, from a contact that is recorded; the least work that could do it, a ws server
// with one buffer for all; and graphql-ws as it comes. Servers are processes of their own and say themselves how busy they
// were, so other work on the machine changes little.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import type { Constant } from './measure.js';

const PORT = 23_917;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const SOCKETS = (process.env.PUSH_SOCKETS ?? '1000,10000').split(',').map(Number);
/** Deliveries in a round. */
const DELIVERIES = 100_000;
const ROUNDS = 3;
const OPENED_AT_ONCE = 100;

const url = `http://127.0.0.1:${PORT}`;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const ACK = 'connection_ack';
const INIT = JSON.stringify({ type: 'connection_init', payload: { authorization: headers.authorization } });
const SUBSCRIBE = JSON.stringify({
  id: '1',
  type: 'subscribe',
  payload: {
    query: 'subscription { trustChanged { cursor customerId before { score band } after { score band } } }',
  },
});

type Usage = { readonly cpuSeconds: number; readonly rss: number };
type Subject = {
  readonly name: string;
  readonly start: (dataDir: string) => ChildProcess;
  readonly tell: (n: number) => Promise<void>;
  readonly usage: () => Promise<Usage>;
};

const peer = (kind: string): Subject => ({
  name: kind,
  start: () => serve(fileURLToPath(new URL('push-peer.js', import.meta.url)), [kind, String(PORT)], {}),
  tell: async () => void (await fetch(`${url}/tell`)),
  usage: async () => (await (await fetch(url)).json()) as Usage,
});

const ours: Subject = {
  name: 'ours',
  start: (dataDir) =>
    serve(fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url)), [], {
      ...{ DATA_DIR: dataDir, PORT: String(PORT), ADMIN_TOKEN: TOKEN },
      ...{ MAX_CONNECTIONS: '20000', MAX_CONNECTIONS_PER_ADDRESS: '20000' },
    }),
  tell: (n) => ask(`mutation { recordCheckIn(input: { customerId: "customer-${n % 10}" }) { userErrors { code } } }`),
  usage: async () => {
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    const of = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1]);
    return { cpuSeconds: of('process_cpu_seconds_total'), rss: of('process_resident_memory_bytes') };
  },
};

export async function pushBench(): Promise<Constant[]> {
  const rows: Constant[] = [];
  for (const count of SOCKETS) {
    const limit = await measured(peer('bare'), count);
    for (const subject of [ours, peer('graphql-ws')]) {
      const { perDelivery, perSocket } = await measured(subject, count);
      const at = `${subject.name}, ${count.toLocaleString('en')} sockets`;
      rows.push({ name: `${at}: a delivery`, value: perDelivery, unit: 'µs' });
      rows.push({ name: `${at}: deliveries, of the limit`, value: (100 * limit.perDelivery) / perDelivery, unit: '%' });
      rows.push({
        name: `${at}: memory of a socket, of the limit`,
        value: (100 * perSocket) / limit.perSocket,
        unit: '%',
      });
    }
    rows.push({
      name: `one buffer, ${count.toLocaleString('en')} sockets: a delivery`,
      value: limit.perDelivery,
      unit: 'µs',
    });
    rows.push({
      name: `one buffer, ${count.toLocaleString('en')} sockets: memory`,
      value: limit.perSocket / 1024,
      unit: 'KiB',
    });
  }
  return rows;
}

async function measured(subject: Subject, count: number): Promise<{ perDelivery: number; perSocket: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'push-bench-'));
  const server = subject.start(dataDir);
  const sockets: WebSocket[] = [];
  try {
    while ((await subject.usage().catch(() => null)) === null) await pause(100);
    if (subject === ours)
      for (let n = 0; n < 10; n += 1)
        await ask(`mutation { openRelationship(input: { customerId: "customer-${n}" }) { userErrors { code } } }`);
    const empty = await subject.usage();
    let heard = 0;
    while (sockets.length < count)
      sockets.push(...(await Promise.all(Array.from({ length: OPENED_AT_ONCE }, () => opened(() => (heard += 1))))));
    await pause(1_000);
    let perDelivery = Infinity;
    let told = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [before, from] = [heard, await subject.usage()];
      for (let n = 0; n < DELIVERIES / count; n += 1) await subject.tell((told += 1));
      while (heard < before + DELIVERIES) await pause(10);
      const { cpuSeconds } = await subject.usage();
      // The first is a warm-up.
      if (round > 0) perDelivery = Math.min(perDelivery, (1e6 * (cpuSeconds - from.cpuSeconds)) / DELIVERIES);
    }
    const { rss } = await subject.usage();
    return { perDelivery, perSocket: (rss - empty.rss) / count };
  } finally {
    for (const socket of sockets) socket.terminate();
    server.kill();
    await once(server, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function opened(hear: () => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  socket.send(INIT);
  const [said] = (await once(socket, 'message')) as [Buffer];
  if (!said.toString().includes(ACK)) throw new Error(said.toString());
  socket.send(SUBSCRIBE);
  socket.on('message', hear);
  return socket;
}

function serve(main: string, words: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [main, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function ask(query: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const text = await response.text();
  if (!response.ok || text.includes('"code"')) throw new Error(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await pushBench());
