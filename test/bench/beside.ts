// How long a cheap query takes while a heavy one is answered beside it: each heavy one alone, asked for again and again. The
// server is a process of its own. One customer has 5,000 contacts about one long issue, which is the worst for the evidence.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { v7 } from 'uuid';
import WebSocket from 'ws';
import { openDeployment, type Deployment } from '#deployment';
import { toIso, DAY_MS } from '#relationship';
import { benchHistory } from './history.js';
import type { Constant } from './measure.js';

const PORT = 3915;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const RELATIONSHIPS = 2_000;
const CONTACTS = 20_000;
const HUGE = 'huge';
const CONTACTS_OF_HUGE = 5_000;
const BEGIN = Date.UTC(2026, 0, 1);
const SECONDS = 6;
const CHEAP_EVERY_MS = 10;
const CHEAP = '{ relationship(customerId: "customer-7") { customerId trust { score band } } }';
const REPLAYS = 100;

const url = `http://127.0.0.1:${PORT}/graphql`;
const [from, to] = ['2026-01-01T00:00:00Z', '2026-11-01T00:00:00Z'];
const curve = (points: number) => `trustHistory(from: "${from}", to: "${to}", points: ${points}) { at score }`;
const ofHuge = (fields: string) => `{ relationship(customerId: "${HUGE}") { ${fields} } }`;
const page = (first: number, fields: string) => `relationships(first: ${first}) { edges { node { ${fields} } } }`;
const twenty = (fields: string) => `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: ${fields}`).join(' ')} }`;

const HEAVY: Readonly<Record<string, string>> = {
  'nothing else': '',
  'twenty pages of 200 with curves of 1,000 points': twenty(page(200, curve(1_000))),
  'a page of 200 with curves of 100 points': `{ ${page(200, curve(100))} }`,
  'twenty curves of a huge customer': twenty(`relationship(customerId: "${HUGE}") { ${curve(1_000)} }`),
  'a page of 200 with every contribution': `{ ${page(200, 'trust { contributions { points class contact { contactId } } }')} }`,
  'difference of a huge customer': ofHuge(`trustDifference(from: "${from}", to: "${to}") { lines { points class } }`),
  'explanation of a huge customer': ofHuge(
    'trust { contributions { points class contact { contactId } } whatWouldHelp { times } }',
  ),
  'brief of a huge customer': ofHuge('brief { obligations { kind } nextContacts { points } }'),
  'what if of a huge customer': `{ whatIf(customerId: "${HUGE}", contacts: [{ type: CheckInHeld }]) { after { score } owed { kind } } }`,
  'a list as of another day': `{ relationships(first: 50, asOf: "${to}") { edges { node { customerId trust { score } } } } }`,
};

export async function besideBench(): Promise<Constant[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-bench-'));
  const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
  await fill(dataDir);
  const server = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), ADMIN_TOKEN: TOKEN },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    while ((await ask(CHEAP).catch(() => null)) === null) {
      if (server.exitCode !== null) throw new Error('the server does not start');
      await pause(100);
    }
    const figures: Constant[] = [];
    for (const [name, query] of Object.entries(HEAVY)) figures.push(...(await beside(name, () => repeating(query))));
    figures.push(...(await beside(`${REPLAYS} replays of the log on one socket`, replaying)));
    return figures;
  } finally {
    server.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What runs beside the cheap queries until `isOver`; says what it was answered. */
type Beside = (isOver: () => boolean) => Promise<string>;

async function beside(name: string, heavy: () => Beside): Promise<Constant[]> {
  let over = false;
  const running = heavy()(() => over);
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const until = performance.now() + 1_000 * SECONDS;
  while (performance.now() < until) {
    const begun = performance.now();
    asked.push(ask(CHEAP).then(() => void times.push(performance.now() - begun)));
    await pause(CHEAP_EVERY_MS);
  }
  over = true;
  await Promise.all(asked);
  const answered = await running;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  const beside = `beside ${name}`;
  return [
    { name: `${beside}: median`, value: at(0.5), unit: 'ms' },
    { name: `${beside}: 99th of 100`, value: at(0.99), unit: 'ms' },
    { name: `${beside}: slowest`, value: at(1), unit: `ms (${answered})` },
  ];
}

const repeating =
  (query: string): Beside =>
  async (isOver) => {
    const answers = new Map<string, number>();
    let ms = 0;
    let count = 0;
    while (query !== '' && !isOver()) {
      const begun = performance.now();
      const answer = await ask(query);
      ms += performance.now() - begun;
      count += 1;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      // A refusal would be asked for again without a pause.
      await pause(CHEAP_EVERY_MS);
    }
    const said = [...answers].map(([answer, times]) => `${answer} ${times} times`).join(', ');
    return count === 0 ? '-' : `${said}, ${Math.round(ms / count)} ms each`;
  };

const replaying = (): Beside => async (isOver) => {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
    retryAttempts: 0,
  });
  let told = 0;
  let refused = 0;
  const query = 'subscription { contactRecorded(after: "0") { cursor node { contactId } } }';
  for (let n = 0; n < REPLAYS; n += 1)
    client.subscribe({ query }, { next: () => (told += 1), error: () => (refused += 1), complete: () => undefined });
  while (!isOver()) await pause(CHEAP_EVERY_MS);
  await client.dispose();
  return `${told} told, ${refused} refused`;
};

/** @returns what kind of answer it is: its status, or the code that refuses it, and its size */
async function ask(query: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  return code ?? `${response.status} ${Math.round(text.length / 1_000)} KB`;
}

async function fill(dataDir: string): Promise<void> {
  const deployment = await openDeployment({ dataDir });
  const { store, projector, relationships, watcher, close } = deployment;
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 1_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
  await fillHuge(deployment);
  await projector.catchUp();
  await relationships.refresh();
  // Else the server would first write up all that lapsed before the bench began.
  await watcher.look();
  await projector.catchUp();
  await relationships.refresh();
  await close();
}

async function fillHuge({ log }: Deployment): Promise<void> {
  const input = (index: number) => ({
    customerId: HUGE,
    occurredAt: toIso(BEGIN + Math.floor((index / CONTACTS_OF_HUGE) * 300 * DAY_MS)),
  });
  const request = (type: string, index: number, facts: object) => ({
    type,
    input: { ...input(index), ...facts },
    recordedBy: 'bench',
    correlationId: v7(),
    recordedAt: Date.parse(input(index).occurredAt),
  });
  const all = [
    request('RelationshipOpened', 0, {}),
    request('IssueReported', 0, { issueId: 'I', raisedBy: 'PROVIDER' }),
    ...Array.from({ length: CONTACTS_OF_HUGE - 2 }, (_, i) =>
      request('StatusUpdateGiven', i + 1, { about: { issueId: 'I' }, changed: true, idempotencyKey: `u${i}` }),
    ),
  ];
  for (let at = 0; at < all.length; at += 1_000) {
    const answers = await log.recordAll(all.slice(at, at + 1_000));
    const refused = answers.find(({ refusals }) => refusals.length > 0);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await besideBench());
