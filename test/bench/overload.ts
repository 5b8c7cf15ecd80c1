// What a node still does when three times as many requests come as it can answer, from callers that give up after 1.5 s.
// Requests come at a steady rate whatever the answers, as those of many independent callers do. The server is a process of
// its own, and so is not slowed down by the callers where there are two cores.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Constant } from './measure.js';

const PORT = 3914;
const TOKEN = 'a-token-for-the-bench-alone-0123456789';
const CUSTOMERS = 200;
const PATIENCE_MS = 1_500;
const SECONDS = 6;
const TIMES_SATURATION = 3;
const AT_ONCE_FOR_PEAK = 32;
const TICK_MS = 5;

type Answer = { readonly status: number; readonly ms: number };

/** Keeps connections open and sends one request at a time on each; a caller that gives up closes its own. */
class Callers {
  private readonly idle: Socket[] = [];

  /** @returns status 0 if nobody answered within the patience */
  ask(body: string): Promise<Answer> {
    const from = performance.now();
    const socket = this.idle.pop() ?? connect(PORT, '127.0.0.1').setNoDelay();
    return new Promise((resolve) => {
      let text = '';
      const done = (status: number) => {
        clearTimeout(waiting);
        socket.removeAllListeners();
        socket.on('error', () => undefined).on('close', () => this.forget(socket));
        if (status === 0) socket.destroy();
        else this.idle.push(socket);
        resolve({ status, ms: performance.now() - from });
      };
      const waiting = setTimeout(() => done(0), PATIENCE_MS);
      socket.on('error', () => done(0)).on('close', () => done(0));
      socket.on('data', (some) => {
        text += some.toString('latin1');
        const [, status, length] = /^HTTP\/1\.1 (\d+)[^]*?content-length: (\d+)/i.exec(text) ?? [];
        const head = text.indexOf('\r\n\r\n');
        if (head < 0 || length === undefined || text.length < head + 4 + Number(length)) return;
        done(Number(status));
      });
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  private forget(socket: Socket): void {
    const at = this.idle.indexOf(socket);
    if (at >= 0) this.idle.splice(at, 1);
  }
}

const WORK: Readonly<Record<string, (n: number) => string>> = {
  recording: (n) =>
    JSON.stringify({
      query: `mutation($id: ID!) { recordCheckIn(input: { customerId: $id, note: "A word" }) { userErrors { code } } }`,
      variables: { id: `customer-${n % CUSTOMERS}` },
    }),
  'a page of fifty': () =>
    JSON.stringify({
      query: '{ relationships(first: 50) { edges { node { id customerId name trust { score band } } } } }',
    }),
};

/** As many a second as can be answered, each caller asking again once it was answered. */
async function peak(callers: Callers, body: (n: number) => string): Promise<number> {
  let answered = 0;
  let n = 0;
  const until = performance.now() + 1_000 * SECONDS;
  const caller = async () => {
    while (performance.now() < until) if ((await callers.ask(body((n += 1)))).status === 200) answered += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE_FOR_PEAK }, caller));
  return answered / SECONDS;
}

/** So many a second, whatever the answers. */
async function steady(
  callers: Callers,
  body: (n: number) => string,
  perSecond: number,
  seconds: number,
): Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  const from = performance.now();
  for (let passed = 0; passed < 1_000 * seconds; passed = performance.now() - from) {
    while (answers.length < (passed / 1_000) * perSecond) answers.push(callers.ask(body(answers.length)));
    await pause(TICK_MS);
  }
  return Promise.all(answers);
}

/** Milliseconds that a probe takes at most meanwhile. */
async function slowestProbe<T>(during: Promise<T>): Promise<{ result: T; slowestMs: number }> {
  let isOver = false;
  let slowestMs = 0;
  const probing = (async () => {
    while (!isOver) {
      const from = performance.now();
      await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => undefined);
      slowestMs = Math.max(slowestMs, performance.now() - from);
      await pause(100);
    }
  })();
  const result = await during;
  isOver = true;
  await probing;
  return { result, slowestMs };
}

/** Seconds of processor time that the server takes for something. */
async function busy<T>(doing: Promise<T>): Promise<{ result: T; seconds: number }> {
  const from = await processorSeconds();
  const result = await doing;
  return { result, seconds: (await processorSeconds()) - from };
}

async function processorSeconds(): Promise<number> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const text = await (await fetch(`http://127.0.0.1:${PORT}/metrics`, { headers })).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

export async function overloadBench(): Promise<Constant[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'overload-bench-'));
  const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(PORT),
    ADMIN_TOKEN: TOKEN,
    MAX_CONNECTIONS_PER_ADDRESS: '100000',
    MAX_CONNECTIONS: '100000',
  };
  const server = spawn(process.execPath, [main], { env, stdio: 'ignore' });
  const figures: Constant[] = [];
  try {
    while (!(await fetch(`http://127.0.0.1:${PORT}/health/live`).catch(() => null))) {
      if (server.exitCode !== null) throw new Error('the server does not start');
      await pause(100);
    }
    const callers = new Callers();
    for (let n = 0; n < CUSTOMERS; n += 1)
      await callers.ask(
        `{"query":"mutation { openRelationship(input: { customerId: \\"customer-${n}\\" }) { replayed } }"}`,
      );
    for (const [name, body] of Object.entries(WORK)) {
      await peak(callers, body);
      const { result: most, seconds: atPeak } = await busy(peak(callers, body));
      const {
        result: { result: answers, slowestMs },
        seconds,
      } = await busy(slowestProbe(steady(callers, body, TIMES_SATURATION * most, SECONDS)));
      const good = answers.filter(({ status }) => status === 200).length / SECONDS;
      const refusals = answers
        .filter(({ status }) => status === 503)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b);
      const after = await steady(callers, body, most / 2, SECONDS);
      const lastBad = after.findLastIndex(({ status }) => status !== 200);
      figures.push(
        { name: `${name}: answered a second at peak`, value: most, unit: '/s' },
        { name: `${name}: answered under three times the load`, value: (100 * good) / most, unit: '% of peak' },
        {
          name: `${name}: the same, for a second of the server's processor`,
          value: (100 * good * atPeak) / (most * seconds),
          unit: '% of peak',
        },
        { name: `${name}: refused`, value: refusals.length / SECONDS, unit: '/s' },
        { name: `${name}: given up`, value: answers.filter(({ status }) => status === 0).length / SECONDS, unit: '/s' },
        { name: `${name}: a refusal, median`, value: refusals[refusals.length >> 1] ?? NaN, unit: 'ms' },
        {
          name: `${name}: a refusal, 99th of 100`,
          value: refusals[Math.floor(refusals.length * 0.99)] ?? NaN,
          unit: 'ms',
        },
        { name: `${name}: slowest probe`, value: slowestMs, unit: 'ms' },
        { name: `${name}: all answered again after`, value: (lastBad + 1) / (most / 2), unit: 's' },
      );
    }
    return figures;
  } finally {
    server.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await overloadBench());
