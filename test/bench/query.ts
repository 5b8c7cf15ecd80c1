// One relationship, a page of fifty, the worklist: ours over HTTP against bare Fastify with the same JSON from memory.
// The server has a core of its own where `taskset` can give it one, the load the other.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { openDeployment } from '#deployment';
import { benchHistory } from './history.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const RELATIONSHIPS = 2_000;
const CONTACTS = 40_000;
const OURS = 3911;
const BARE = 3912;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const SECONDS = 3;
const CONNECTIONS = 32;

const TRUST = 'trust { score band interval { low high } dimensions { dimension score } }';
const QUERIES: Readonly<Record<string, string>> = {
  'query, one relationship': `{ relationship(customerId: "customer-7") { id customerId name segment owner ${TRUST} } }`,
  'query, page of fifty':
    '{ relationships(first: 50) { edges { cursor node { id customerId name trust { score band } } } pageInfo { hasNextPage endCursor } } }',
  'query, calls owed':
    '{ callsOwed(first: 50) { edges { node { id kind customerId dueAt minutesLeft pointsAtStake } } pageInfo { hasNextPage endCursor } } }',
};

export async function queryBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'query-bench-'));
  const servers: ChildProcess[] = [];
  try {
    await fill(dataDir);
    const here = fileURLToPath(new URL('.', import.meta.url));
    servers.push(
      serve([join(here, '../../apps/api/src/main.js')], { DATA_DIR: dataDir, PORT: String(OURS), ADMIN_TOKEN: TOKEN }),
    );
    await answering(OURS);
    const answers = Object.fromEntries(
      await Promise.all(Object.values(QUERIES).map(async (query) => [query, await ask(query)] as const)),
    );
    const file = join(dataDir, 'answers.json');
    writeFileSync(file, JSON.stringify(answers));
    servers.push(serve([join(here, 'bare-fastify.js'), file, String(BARE)], {}));
    await answering(BARE);
    const rows: BenchRow[] = [];
    for (const [name, query] of Object.entries(QUERIES))
      rows.push(
        ...(await measureInterleaved(
          name,
          [
            { variant: 'bare Fastify, the same JSON', isLimit: true, round: () => load(BARE, query) },
            { variant: 'Rapport', round: () => load(OURS, query) },
          ],
          { rounds: 5 },
        )),
      );
    return rows;
  } finally {
    servers.forEach((server) => server.kill());
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function fill(dataDir: string): Promise<void> {
  const { store, projector, relationships, watcher, close } = await openDeployment({ dataDir });
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 1_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
  await projector.catchUp();
  await relationships.refresh();
  // Else the server would first write up all that lapsed before the bench began.
  await watcher.look();
  await projector.catchUp();
  await relationships.refresh();
  await close();
}

function serve(argv: readonly string[], environment: Record<string, string>): ChildProcess {
  const canPin = spawnSync('taskset', ['--version']).status === 0;
  const [command, ...before] = canPin ? ['taskset', '-c', '0', process.execPath] : [process.execPath];
  return spawn(command ?? '', [...before, ...argv], { env: { ...process.env, ...environment }, stdio: 'inherit' });
}

const url = (port: number) => `http://127.0.0.1:${port}/graphql`;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isUp = await fetch(url(port), { method: 'POST', headers, body: '{"query":"{ __typename }"}' }).catch(
      () => null,
    );
    if (isUp !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers on port ${port}`);
}

async function ask(query: string): Promise<object> {
  const response = await fetch(url(OURS), { method: 'POST', headers, body: JSON.stringify({ query }) });
  const answer = (await response.json()) as { data?: object; errors?: object[] };
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer;
}

async function load(port: number, query: string): Promise<number> {
  const body = JSON.stringify({ query });
  const done = await autocannon({
    url: url(port),
    method: 'POST',
    headers,
    body,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (done.errors + done.non2xx > 0) throw new Error(`${done.errors + done.non2xx} requests failed`);
  return done['2xx'];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await queryBench());
