// npm run bench [-- NAME ...]: runs the benches side by side with their limits and writes one table, raw data beside it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { appendBench } from './append.js';
import { appendPostgresBench } from './append-postgres.js';
import { besideBench } from './beside.js';
import { callsOwedBench } from './calls-owed.js';
import { curveBench } from './curve.js';
import { importBench } from './import.js';
import { importLargeBench } from './import-large.js';
import type { BenchRow, Constant } from './measure.js';
import { oneCustomerBench } from './one-customer.js';
import { overloadBench } from './overload.js';
import { pastBench } from './past.js';
import { promisesBench } from './promises.js';
import { pushBench } from './push.js';
import { queryBench } from './query.js';
import { rebuildBench } from './rebuild.js';
import { stoppedReadersBench } from './stopped-readers.js';
import { stressBench } from './stress.js';
import { replayBench } from './replay.js';
import { servingBench } from './serving.js';
import { storageBench } from './storage.js';
import { verbsBench } from './verbs.js';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  append: appendBench,
  'append-postgres': appendPostgresBench,
  rebuild: rebuildBench,
  replay: replayBench,
  query: queryBench,
  owed: callsOwedBench,
  import: importBench,
  curve: curveBench,
  stress: stressBench,
};

/** What docs/growing.md reckons with, and what the analysts' verbs take. */
const CONSTANTS: Readonly<Record<string, () => Promise<readonly (BenchRow | Constant)[]>>> = {
  storage: storageBench,
  serving: servingBench,
  verbs: verbsBench,
  promises: promisesBench,
  overload: overloadBench,
  push: pushBench,
  'stopped-readers': stoppedReadersBench,
  beside: besideBench,
  'one-customer': oneCustomerBench,
  past: pastBench,
  'import-large': importLargeBench,
};
const NAMES = [...Object.keys(BENCHES), ...Object.keys(CONSTANTS)];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  process.exit(2);
}

const figures = [...(await run(BENCHES)), ...(await run(CONSTANTS))];
const rows = figures.filter((figure) => 'perSecond' in figure);
const constants = figures.filter((figure) => 'value' in figure);

const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const table = [
  `Measured on ${machine}, ${new Date().toISOString().slice(0, 10)}. Rates a second: median, slowest and fastest round.`,
  '',
  '| Bench | Variant | Rate | Spread | Of the limit |',
  '|---|---|---:|---|---:|',
  ...rows.map(({ name, variant, perSecond, spread, ratioToLimit }) => {
    const ratio = ratioToLimit === undefined ? '' : ratioToLimit.toFixed(2);
    return `| ${name} | ${variant} | ${count(perSecond)} | ${count(spread[0])} to ${count(spread[1])} | ${ratio} |`;
  }),
  '',
  ...(constants.length === 0 ? [] : ['| Constant | Value | Unit |', '|---|---:|---|']),
  ...constants.map(({ name, value, unit }) => `| ${name} | ${count(value)} | ${unit} |`),
  '',
].join('\n');
mkdirSync('bench-results', { recursive: true });
writeFileSync('bench-results/bench.md', table);
writeFileSync('bench-results/bench.json', JSON.stringify({ machine, rows, constants }, null, 2));
console.log(table);

async function run<T>(benches: Readonly<Record<string, () => Promise<readonly T[]>>>): Promise<T[]> {
  const found: T[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`running ${name} ...`);
    found.push(...(await bench()));
  }
  return found;
}

function count(rate: number): string {
  return Math.round(rate).toLocaleString('en-US');
}
