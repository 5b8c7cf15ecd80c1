// What it takes to tell many sockets of a change: ours, from a contact that is recorded; the least work that could do it, a ws server
// with one buffer for all; and graphql-ws as it comes. Rates are deliveries in a second of the server's processor, so that other
// work on the machine changes little; rounds of all of them take turns.
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, type BenchRow, type Constant } from './measure.js';
import { Subject, type Kind } from './push-subject.js';

const SOCKETS = (process.env.PUSH_SOCKETS ?? '1000,10000').split(',').map(Number);
const KINDS: readonly Kind[] = ['bare', 'Rapport', 'graphql-ws'];
const NAMES: Readonly<Record<Kind, string>> = {
  bare: 'ws, one shared buffer',
  'graphql-ws': 'graphql-ws as it comes',
  Rapport: 'Rapport, recording included',
};
/** In a round, at least. */
const DELIVERIES = 20_000;
const FEWEST_CHANGES = 10;
const ROUNDS = 5;
const FIRST_PORT = 23_910;
/** The latency: so many sockets hear so many changes a second. */
const [LISTENERS, CHANGES_A_SECOND, SECONDS] = [1_000, 10, 20];

export async function pushBench(): Promise<(BenchRow | Constant)[]> {
  const figures: (BenchRow | Constant)[] = [];
  for (const count of SOCKETS) figures.push(...(await deliveries(count)));
  return process.env.PUSH_LATENCY === 'no' ? figures : [...figures, ...(await latency())];
}

async function deliveries(count: number): Promise<(BenchRow | Constant)[]> {
  const changes = Math.max(FEWEST_CHANGES, Math.ceil(DELIVERIES / count));
  const rates = new Map<string, number[]>();
  const add = (name: string, rate: number) => rates.set(name, [...(rates.get(name) ?? []), rate]);
  return withSubjects(async (subjects) => {
    // What a change costs that nobody hears; memory is compared after the same work.
    const silent = new Map<Kind, number>();
    const before = new Map<Kind, number>();
    for (const subject of subjects) {
      const costs: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) costs.push(await secondsFor(subject, changes, 0));
      silent.set(subject.kind, Math.min(...costs));
      before.set(subject.kind, (await subject.usage()).rss);
      await subject.listen(count);
    }
    await pause(2_000);
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const subject of subjects) {
        const seconds = await secondsFor(subject, changes, count);
        // The first is a warm-up.
        if (round === 0) continue;
        add(NAMES[subject.kind], (changes * count) / seconds);
        const telling = seconds - (silent.get(subject.kind) ?? 0);
        if (subject.kind === 'Rapport') add('Rapport, telling alone', (changes * count) / telling);
      }
    const name = `push, ${count.toLocaleString('en')} sockets`;
    const memory: Constant[] = [];
    let ofLimit = NaN;
    for (const subject of subjects) {
      const kib = ((await subject.usage()).rss - (before.get(subject.kind) ?? 0)) / count / 1024;
      if (subject.kind === 'bare') ofLimit = kib;
      const ratio = subject.kind === 'bare' ? {} : { ratioToLimit: kib / ofLimit };
      memory.push({ name: `${name}: memory of a socket, ${NAMES[subject.kind]}`, value: kib, unit: 'KiB', ...ratio });
    }
    return [...rowsOf(`${name}: deliveries in a second of the processor`, rates), ...memory];
  });
}

/** From the answer to whoever made a change until a listener has it: the 99th of a hundred, at a steady pace. */
async function latency(): Promise<Constant[]> {
  return withSubjects(async (subjects) => {
    const delays = new Map<Kind, number[]>();
    for (const subject of subjects) await subject.listen(LISTENERS);
    for (let part = 0; part < 5; part += 1)
      for (const subject of subjects) {
        const answered = await changesFor(subject, SECONDS / 5);
        await pause(1_000);
        const own = delays.get(subject.kind) ?? [];
        delays.set(subject.kind, own);
        for (const [cursor, times] of await subject.heard()) {
          const from = answered.get(cursor);
          if (from !== undefined) for (const at of times) own.push(at - from);
        }
      }
    return subjects.flatMap(({ kind }) => {
      const own = (delays.get(kind) ?? []).sort((a, b) => a - b);
      const name = `push, from answered to heard, ${LISTENERS} sockets, ${CHANGES_A_SECOND} changes a second`;
      const variant = NAMES[kind];
      const at = (share: number) => own[Math.floor(own.length * share)] ?? NaN;
      return [
        { name: `${name}: p50, ${variant}`, value: at(0.5), unit: 'ms' },
        { name: `${name}: p99, ${variant}`, value: at(0.99), unit: 'ms' },
      ];
    });
  });
}

async function changesFor(subject: Subject, seconds: number): Promise<Map<string, number>> {
  const answered = new Map<string, number>();
  const from = performance.now();
  const asked: Promise<void>[] = [];
  for (let n = 0; n < seconds * CHANGES_A_SECOND; n += 1) {
    await pause(Math.max(0, from + (1_000 * n) / CHANGES_A_SECOND - performance.now()));
    asked.push(subject.tell().then((cursor) => void answered.set(cursor, performance.timeOrigin + performance.now())));
  }
  await Promise.all(asked);
  return answered;
}

/** Seconds of the server's processor. */
async function secondsFor(subject: Subject, changes: number, listeners: number): Promise<number> {
  const { cpuSeconds: from } = await subject.usage();
  const heard = listeners === 0 ? 0 : await subject.deliveries();
  for (let n = 0; n < changes; n += 1) await subject.tell();
  while (listeners > 0 && (await subject.deliveries()) < heard + changes * listeners) await pause(20);
  return (await subject.usage()).cpuSeconds - from;
}

async function withSubjects<T>(measure: (subjects: readonly Subject[]) => Promise<T>): Promise<T> {
  const subjects = KINDS.map((kind, index) => new Subject(kind, FIRST_PORT + index));
  try {
    for (const subject of subjects) await subject.started();
    return await measure(subjects);
  } finally {
    for (const subject of subjects) await subject.end();
  }
}

function rowsOf(name: string, rates: ReadonlyMap<string, readonly number[]>): BenchRow[] {
  const limit = rates.get(NAMES.bare) ?? [];
  return [...rates].map(([variant, own]) => {
    const role = variant === NAMES.bare ? 'limit' : variant === NAMES['graphql-ws'] ? 'peer' : 'ours';
    const row: BenchRow = {
      role,
      name,
      variant,
      perSecond: median(own),
      spread: [Math.min(...own), Math.max(...own)],
    };
    if (variant === NAMES.bare) return row;
    return { ...row, ratioToLimit: median(own.map((rate, round) => rate / (limit[round] ?? NaN))) };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await pushBench(), null, 1));
