// npm run test:faults -- [CYCLES] [SEED]: prints what became of every append; ends with 1 where anything was violated.
import { runFaults } from './run-faults.js';

const [cycles = '200', seed = '1'] = process.argv.slice(2);
const startedAt = performance.now();
const verdict = await runFaults({
  cycles: Number(cycles),
  seed: Number(seed),
  tell: (cycle, misfortune, acknowledged) => {
    if (process.stderr.isTTY || cycle % 20 === 0)
      console.error(`${String(cycle).padStart(5)}  ${misfortune.padEnd(38)} ${acknowledged} appends acknowledged`);
  },
});
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(JSON.stringify({ cycles: Number(cycles), seed: Number(seed), seconds, ...verdict }, null, 2));
if (verdict.violations.length > 0) process.exitCode = 1;
