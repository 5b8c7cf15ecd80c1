// What the analysts' verbs take in memory and time over books of 100,000 and of 1,000,000 contacts, each verb in a process of
// its own whose heap may not grow beyond 512 MiB: memory that does not grow with the log is the aim, not little memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDeployment } from '#deployment';
import { benchHistory } from './history.js';
import type { Constant } from './measure.js';

const SIZES = [
  { relationships: 2_500, contacts: 100_000 },
  { relationships: 25_000, contacts: 1_000_000 },
];
const MAIN = 'dist/apps/cli/src/main.js';
const HEAP_MIB = 512;
const SAMPLED_EVERY_MS = 20;

const verbsIn = (folder: string): readonly string[][] => [
  ['replay', 'events', '--json'],
  ['replay', 'trust', '--format', 'ndjson', '--as-of', '2026-11-01'],
  ['replay', 'compare', 'trust-beta/1', 'trust-beta/2', '--as-of', '2026-11-01', '--json'],
  ...['events', 'evidence', 'trust', 'obligations', 'outcomes'].map((dataset) => [
    'export',
    dataset,
    '--out',
    join(folder, `${dataset}.parquet`),
  ]),
  ['backtest', '--outcome', 'EXPECTATION_MISSED', '--rounds', '50', '--json'],
  ['fit', '--outcome', 'EXPECTATION_MISSED', '--name', 'ours/1', '--json'],
];

export async function verbsBench(): Promise<Constant[]> {
  const found: Constant[] = [];
  for (const size of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'verbs-bench-'));
    try {
      await fill(folder, size);
      for (const words of verbsIn(folder)) found.push(...(await measured(folder, words, size.contacts)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

async function fill(dataDir: string, { relationships, contacts }: (typeof SIZES)[number]): Promise<void> {
  const { store, close } = await openDeployment({ dataDir });
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(relationships, contacts)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 2_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
  await close();
}

async function measured(dataDir: string, words: readonly string[], contacts: number): Promise<Constant[]> {
  const from = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, MAIN, ...words], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  let peakKb = 0;
  const sampling = setInterval(() => (peakKb = Math.max(peakKb, memoryKb(child.pid))), SAMPLED_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(sampling);
  if (code !== 0 || peakKb === 0) throw new Error(`${words.join(' ')} left with ${code}: ${stderr}`);
  const what = `${words.slice(0, 2).join(' ').replace(/ --.*/, '')}, ${contacts.toLocaleString('en-US')} contacts`;
  return [
    { name: `${what}: peak memory`, value: peakKb / 1024, unit: 'MiB' },
    { name: `${what}: time`, value: performance.now() - from, unit: 'ms' },
  ];
}

/** What the process holds beside pages of files, which the system takes back when it needs them; 0 where it is gone. */
function memoryKb(pid: number | undefined): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await verbsBench());
