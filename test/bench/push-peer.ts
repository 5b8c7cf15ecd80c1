// A server of a process of its own that tells its sockets what it is told to: `bare` sends one shared buffer to all, which is the
// least work; `graphql-ws` is that library as it comes, with the resolvers of plain objects.
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const SCHEMA = buildSchema(`
  type Query { none: Int }
  type Trust { score: Float! band: String! }
  type Change { cursor: String! customerId: ID! before: Trust after: Trust }
  type Subscription { trustChanged: Change! }`);

const [, , kind, port] = process.argv;
let told = 0;
const change = () => ({
  cursor: String(told),
  customerId: 'customer-7',
  before: { score: 70.123456789012, band: 'INSUFFICIENT_EVIDENCE' },
  after: { score: 70.987654321098, band: 'INSUFFICIENT_EVIDENCE' },
});

const http = createServer((request, response) => {
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  if (request.url === '/tell') {
    told += 1;
    response.end(String(told), tell);
  } else response.end(JSON.stringify({ cpuSeconds: (user + system) / 1e6, rss }));
});
const sockets = new WebSocketServer({ server: http });
const tell = kind === 'bare' ? bare() : asItComes();
http.listen(Number(port), '127.0.0.1', 4_096);

function bare(): () => void {
  sockets.on('connection', (socket) =>
    socket.once('message', () => {
      socket.send('{"type":"connection_ack"}');
      socket.once('message', () => undefined);
    }),
  );
  return () => {
    const payload = { data: { trustChanged: change() } };
    const message = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload }));
    for (const socket of sockets.clients) socket.send(message, { binary: false });
  };
}

function asItComes(): () => void {
  const listeners = new Set<(value: object) => void>();
  async function* changes(): AsyncGenerator<object> {
    const unread: object[] = [];
    let wake: () => void = () => undefined;
    listeners.add((value) => {
      unread.push(value);
      wake();
    });
    for (;;) {
      const next = unread.shift();
      if (next === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else yield next;
    }
  }
  useServer({ schema: SCHEMA, roots: { subscription: { trustChanged: changes } } }, sockets);
  return () => {
    const value = { trustChanged: change() };
    for (const listener of listeners) listener(value);
  };
}
