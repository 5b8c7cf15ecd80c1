// Sockets that listen, in a process of its own: push-listeners.js PORT COUNT TOKEN. It says by messages when all listen, and, when
// asked, when each change came.
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';

const QUERY = 'subscription { trustChanged { cursor customerId before { score band } after { score band } } }';
const OPENED_AT_ONCE = 100;

const [, , port, count, token] = process.argv;
/** When a change came, in milliseconds of the machine's clock, by its cursor. */
let heard = new Map<string, number[]>();
let deliveries = 0;

for (let open = 0; open < Number(count); open += OPENED_AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(OPENED_AT_ONCE, Number(count) - open) }, listen));
process.on('message', (asked: string) => {
  if (asked === 'deliveries') process.send?.(deliveries);
  else {
    process.send?.([...heard]);
    heard = new Map();
  }
});
process.send?.('listening');

async function listen(): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const [said] = (await once(socket, 'message')) as [Buffer];
  if (!said.toString().includes('connection_ack')) throw new Error(said.toString());
  // As clients do: each subscription has an id of its own.
  socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query: QUERY } }));
  socket.on('message', hear);
}

function hear(data: Buffer): void {
  deliveries += 1;
  const at = performance.timeOrigin + performance.now();
  const text = data.toString();
  const cursor = /"cursor":"(\d+)"/.exec(text)?.[1];
  if (cursor === undefined) throw new Error(text);
  const times = heard.get(cursor);
  if (times === undefined) heard.set(cursor, [at]);
  else times.push(at);
}
