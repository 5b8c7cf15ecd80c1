import { WebSocket } from 'ws';
import type { GraphQLSchema } from 'graphql';
import { TOKEN, type ApiUnderTest } from '../e2e/api-under-test.js';
import { frame, RawCaller, request, UPGRADE } from '../e2e/raw-caller.js';
import { Documents } from './documents.js';
import type { Findings } from './findings.js';
import { broken, hostileValue } from './hostile.js';
import type { Seeded } from './seeded.js';

const AT_ONCE = 8;
const bytes = (random: Seeded, most: number): Buffer =>
  Buffer.from(Array.from({ length: random.below(most) }, () => random.below(256)));

/** Bytes that are nearly HTTP, or an upgrade followed by bytes that are nearly frames. */
export async function fuzzBytes(api: ApiUnderTest, random: Seeded, count: number, findings: Findings): Promise<void> {
  const said = Array.from({ length: count }, () => bytesFrom(random));
  const send = async (): Promise<void> => {
    for (let next = said.pop(); next !== undefined; next = said.pop()) {
      const caller = await RawCaller.connect(api);
      caller.say(next);
      caller.socket.end();
      await caller.closed;
      const status = /^HTTP\/1\.1 (\d+)/.exec(caller.received)?.[1] ?? '0';
      findings.ofAnswer(next.toString('latin1'), Number(status), caller.received);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
}

function bytesFrom(random: Seeded): Buffer {
  switch (random.below(4)) {
    case 0:
      return bytes(random, 300);
    case 1:
      return Buffer.concat([
        Buffer.from(UPGRADE),
        frame(random.pick(['{}', '{"type":"ping"}', 'x'])),
        bytes(random, 80),
      ]);
    case 2:
      return Buffer.from(broken(random, UPGRADE));
    default:
      return Buffer.from(
        broken(
          random,
          request({ path: random.pick(['/graphql', '/', '/metrics', '/health/ready', '/%00', '/../..']) }),
        ),
        'latin1',
      );
  }
}

/** Messages that are nearly the protocol's, after an `admit`ted `connection_init` or before it. */
export async function fuzzMessages(
  api: ApiUnderTest,
  schema: GraphQLSchema,
  random: Seeded,
  count: number,
  findings: Findings,
): Promise<void> {
  const documents = new Documents(schema, random);
  const init = { type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } };
  for (let sent = 0; sent < count;) {
    const socket = new WebSocket(api.url.replace('http', 'ws'), 'graphql-transport-ws');
    const closed = new Promise<string>((resolve) => {
      socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`));
      socket.on('error', () => resolve('error'));
    });
    socket.on('message', (said: Buffer) => findings.ofText('a message', said.toString()));
    const isOpen = await Promise.race([new Promise((resolve) => socket.once('open', () => resolve(true))), closed]);
    if (isOpen !== true) continue;
    if (!random.oneIn(10)) socket.send(JSON.stringify(init));
    for (let more = 20; more > 0 && sent < count && socket.readyState === WebSocket.OPEN; more -= 1) {
      socket.send(messageFrom(documents, random));
      sent += 1;
      findings.count('socket message');
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.close();
    findings.ofText('a socket', await closed);
  }
}

function messageFrom(documents: Documents, random: Seeded): string {
  const id = random.pick(['1', '2', '', '__proto__', 'x'.repeat(300)]);
  const payload = random.oneIn(5)
    ? hostileValue(random)
    : documents.next(random.pick(['query', 'mutation', 'subscription']));
  const type = random.pick([
    'subscribe',
    'subscribe',
    'subscribe',
    'complete',
    'ping',
    'pong',
    'next',
    'connection_init',
    '',
  ]);
  const message = JSON.stringify({ id, type, payload });
  return random.oneIn(6) ? broken(random, message) : message;
}
