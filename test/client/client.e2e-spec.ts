import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  AnswerRefused,
  ask,
  follow,
  NotReached,
  RelationshipDocument,
  TrustChangedDocument,
  type Connection,
  type TrustChangedSubscription,
} from '../../apps/client/src/index.js';
import { ApiUnderTest, TOKEN } from '../e2e/api-under-test.js';
import { until } from '../kit/until.js';

let api: ApiUnderTest;
let server: { url: string; token: () => string };
const folder = mkdtempSync(join(tmpdir(), 'rapport-client-'));

beforeAll(async () => {
  // The server is restarted, and must then be found where it was.
  api = await ApiUnderTest.start({ settings: { PORT: String(await freePort()) } });
  server = { url: api.url, token: () => TOKEN };
  await api.accept('openRelationship', { customerId: 'acme', name: 'Acme' });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const checkIn = (n: number) => api.accept('recordCheckIn', { customerId: 'acme', idempotencyKey: `check-in ${n}` });

it('asks with typed documents', async () => {
  const { relationship } = await ask(server, RelationshipDocument, { customerId: 'acme' });
  expect(relationship?.name).toBe('Acme');
  expect(relationship?.trust.score).toBeGreaterThan(0);
});

it('throws what the server refuses, and that it was not reached', async () => {
  const asStranger = { ...server, token: () => 'a-token-that-nobody-has' };
  const refused = ask(asStranger, RelationshipDocument, { customerId: 'acme' });
  await expect(refused).rejects.toMatchObject({ name: 'AnswerRefused', code: 'UNAUTHENTICATED', mayPass: false });
  await expect(follow(asStranger, TrustChangedDocument, { after: '0' }).next()).rejects.toBeInstanceOf(AnswerRefused);
  await expect(follow(server, TrustChangedDocument, { after: 'a word' }).next()).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  const nowhere = { ...server, url: `http://127.0.0.1:${await freePort()}/graphql` };
  await expect(ask(nowhere, RelationshipDocument, { customerId: 'acme' })).rejects.toBeInstanceOf(NotReached);
});

it('follows across a restart of the server, and misses and repeats nothing', async () => {
  const heard: TrustChangedSubscription['trustChanged'][] = [];
  const states: Connection['state'][] = [];
  const ended = new AbortController();
  const reading = (async () => {
    const options = { signal: ended.signal, onConnection: ({ state }: Connection) => void states.push(state) };
    for await (const { trustChanged } of follow(server, TrustChangedDocument, {}, options)) heard.push(trustChanged);
  })();
  await until(() => states.includes('LIVE'));
  await checkIn(1);
  await until(() => heard.length === 1);
  await api.restart();
  await checkIn(2);
  await checkIn(3);
  await until(() => heard.length === 3);
  ended.abort();
  await reading;
  const ids = heard.map(({ cause }) => cause.contact?.contactId);
  expect(new Set(ids).size).toBe(3);
  expect(states).toContain('LOST');
  expect(states.at(-1)).toBe('LIVE');
});

it('has an example that prints changes and goes on after a restart of the server and of itself', async () => {
  let example = run();
  await until(() => example.said.includes('CONNECTING'));
  await until(() => example.said.includes('LIVE'));
  await checkIn(4);
  await until(() => lines(example.printed).length === 1);
  await api.restart();
  await checkIn(5);
  await until(() => lines(example.printed).length === 2);
  await end(example.program);
  await checkIn(6);
  example = run();
  await until(() => lines(example.printed).length === 1);
  await end(example.program);
  expect(lines(example.printed)[0]).toMatch(/^acme: [\d.]+ [A-Z_]+ -> [\d.]+ [A-Z_]+$/);
  const code = readFileSync('apps/client/examples/trust-changes.mjs', 'utf8');
  expect(lines(code).filter((line) => !line.startsWith('//')).length).toBeLessThanOrEqual(20);
});

type Running = { readonly program: ChildProcess; printed: string; said: string };

function run(): Running {
  const words = ['--conditions=source', '--import', resolve('test/kit/run-typescript.mjs')];
  const program = spawn(process.execPath, [...words, resolve('apps/client/examples/trust-changes.mjs')], {
    cwd: folder,
    env: { ...process.env, RAPPORT_URL: api.url, RAPPORT_TOKEN: TOKEN },
  });
  const running: Running = { program, printed: '', said: '' };
  program.stdout.on('data', (chunk: Buffer) => (running.printed += String(chunk)));
  program.stderr.on('data', (chunk: Buffer) => (running.said += String(chunk)));
  return running;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

async function end(program: ChildProcess): Promise<void> {
  program.kill();
  await once(program, 'exit');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
