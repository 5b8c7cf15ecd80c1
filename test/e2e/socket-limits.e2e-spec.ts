import { once } from 'node:events';
import WebSocket from 'ws';
import { MOST_BYTES_BEFORE_INIT, MOST_BYTES_UNREAD } from '../../apps/api/src/edge/sockets/peer.js';
import { until } from '../kit/until.js';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { sample } from './scrape.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

it('is opened by pages of the own address alone, and by what is no page', async () => {
  const opened = (origin?: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(api.url.replace('http', 'ws'), 'graphql-transport-ws', { origin });
      socket.once('open', () => resolve('open'));
      socket.once('error', ({ message }) => resolve(message));
    });
  expect(await opened()).toBe('open');
  expect(await opened(new URL(api.url).origin)).toBe('open');
  expect(await opened('https://elsewhere.example')).toContain('403');
});

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(api.url.replace('http', 'ws'), 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

const next = async (socket: WebSocket): Promise<unknown> => {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString());
};

const init = (more: object = {}) =>
  JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}`, ...more } });

/** A `connection_init` that is this long as a message on the wire: its frame has 8 bytes besides. */
const initOf = (bytes: number) => init({ padding: 'x'.repeat(bytes - 8 - init({ padding: '' }).length) });

it('reads a first message of 16 KB, and none that is longer', async () => {
  const under = await open();
  under.send(initOf(MOST_BYTES_BEFORE_INIT));
  expect(await next(under)).toEqual({ type: 'connection_ack' });
  under.terminate();
  const over = await open();
  over.send(initOf(MOST_BYTES_BEFORE_INIT + 1));
  expect((await once(over, 'close'))[0]).toBe(1009);
});

it('counts everything that comes before the token was accepted', async () => {
  const socket = await open();
  const ping = JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(1_000) } });
  for (let i = 0; i < 20; i += 1) socket.send(ping);
  expect((await once(socket, 'close'))[0]).toBe(1009);
});

it('answers a ping, and sends no payload back, before and after the token was accepted', async () => {
  const socket = await open();
  const ping = (size: number) => socket.send(JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(size) } }));
  ping(10);
  expect(await next(socket)).toEqual({ type: 'pong' });
  socket.send(init());
  expect(await next(socket)).toEqual({ type: 'connection_ack' });
  ping(200_000);
  expect(await next(socket)).toEqual({ type: 'pong' });
  socket.terminate();
});

/** Asks for an answer of more than a third of a megabyte. */
const ask = (socket: WebSocket, id: number) => {
  const fields = Array.from({ length: 30 }, (_, alias) => `d${alias}: document`);
  socket.send(
    JSON.stringify({ type: 'subscribe', id: `${id}`, payload: { query: `{ models { ${fields.join(' ')} } }` } }),
  );
};

it('lets a socket read at leisure, and cuts off one that asks on and on and does not read', async () => {
  const reader = await open();
  reader.send(init());
  await next(reader);
  let bytes = 0;
  let completed = 0;
  reader.on('message', (data: Buffer) => {
    bytes += data.length;
    if (data.subarray(0, 40).includes('"complete"')) completed += 1;
  });
  reader.pause();
  for (let id = 0; id < 20; id += 1) ask(reader, id);
  await until(async () => (await sample(api, 'rapport_places_in_use')) === 0);
  reader.resume();
  await until(() => completed === 20);
  expect(bytes).toBeGreaterThan(5_000_000);
  expect(bytes).toBeLessThan(MOST_BYTES_UNREAD);
  reader.pause();
  for (let id = 0; id < 90; id += 1) ask(reader, id);
  await until(async () => (await sample(api, 'rapport_open_sockets')) === 0);
  reader.terminate();
});

it('keeps one message at most for each socket that stops reading, and sends it all that it missed', async () => {
  await api.accept('openRelationship', { customerId: 'slow' });
  const notes = Array.from({ length: 30 }, (_, alias) => `n${alias}: cause { contact { note } }`).join(' ');
  const query = `subscription { trustChanged { ${notes} } }`;
  const heard = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const socket = await open();
      socket.send(init());
      await next(socket);
      socket.send(JSON.stringify({ type: 'subscribe', id: 's', payload: { query } }));
      // It listens once something else was answered.
      socket.send(JSON.stringify({ type: 'subscribe', id: 'q', payload: { query: '{ models { id } }' } }));
      await next(socket);
      const messages = { socket, count: 0, isAtEnd: false };
      socket.on('message', (data: Buffer) => {
        if (!data.subarray(0, 40).includes('"next"')) return;
        messages.count += 1;
        // The last one has no note.
        messages.isAtEnd = data.length < 4_000;
      });
      socket.pause();
      return messages;
    }),
  );
  const unread = async () => (await sample(api, 'rapport_socket_unread_bytes')) ?? NaN;
  const MESSAGE = 30 * 4_100;
  let most = 0;
  for (let i = 0; i < 60; i += 1) {
    await api.accept('recordCheckIn', { customerId: 'slow', note: 'x'.repeat(4_000) });
    if (i % 10 === 0) most = Math.max(most, await unread());
  }
  // The buffers of the system are full, so that the server itself has to wait.
  await until(async () => (await unread()) > 0);
  expect(Math.max(most, await unread())).toBeLessThan(heard.length * MESSAGE);
  await api.accept('openRelationship', { customerId: 'the last' });
  for (const { socket } of heard) socket.resume();
  await until(() => heard.every(({ isAtEnd }) => isAtEnd));
  const counts = new Set(heard.map(({ count }) => count));
  expect(counts.size).toBe(1);
  for (const { socket } of heard) socket.terminate();
}, 60_000);
