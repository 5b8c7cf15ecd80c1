// npm run bench [-- NAME ...]: runs the benches side by side with their limits, prints one table, and writes the raw data of each to
// bench-results. `npm run bench:page` writes docs/benches.md of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { appendBench } from './append.js';
import { appendPostgresBench } from './append-postgres.js';
import { besideBench } from './beside.js';
import { callsOwedBench } from './calls-owed.js';
import { curveBench } from './curve.js';
import { importBench } from './import.js';
import { importLargeBench } from './import-large.js';
import type { BenchRow, Constant } from './measure.js';
import { NAMES } from './names.js';
import { resultOf, type Measured } from './results.js';
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

const BENCHES: Readonly<Record<(typeof NAMES)[number], () => Promise<readonly (BenchRow | Constant)[]>>> = {
  append: appendBench,
  'append-postgres': appendPostgresBench,
  rebuild: rebuildBench,
  replay: replayBench,
  query: queryBench,
  owed: callsOwedBench,
  import: importBench,
  curve: curveBench,
  stress: stressBench,
  push: pushBench,
  'stopped-readers': stoppedReadersBench,
  storage: storageBench,
  serving: servingBench,
  verbs: verbsBench,
  promises: promisesBench,
  overload: overloadBench,
  beside: besideBench,
  'one-customer': oneCustomerBench,
  past: pastBench,
  'import-large': importLargeBench,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !NAMES.some((each) => each === name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  process.exit(2);
}

const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
mkdirSync('bench-results', { recursive: true });
for (const name of NAMES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`running ${name} ...`);
  const before = loadavg()[0] ?? NaN;
  const figures = await BENCHES[name]();
  const measured: Measured = {
    bench: name,
    at: new Date().toISOString().slice(0, 10),
    machine,
    node: process.version,
    load: [before, loadavg()[0] ?? NaN],
    rows: figures.filter((figure) => 'perSecond' in figure),
    constants: figures.filter((figure) => 'value' in figure),
  };
  writeFileSync(`bench-results/${name}.json`, `${JSON.stringify(measured, null, 2)}\n`);
  console.log(resultOf(measured).join('\n'));
}
