// npm run test:faults:postgres-log -- [CYCLES] [SEED]: prints what became of every append; ends with 1 where anything was violated.
import { sufferLogFaults } from './faults.js';

const [cycles = '100', seed = '1'] = process.argv.slice(2);
const verdict = await sufferLogFaults(Number(cycles), Number(seed), (cycle, name) => {
  if (process.stderr.isTTY || cycle % 20 === 0) console.error(`${String(cycle).padStart(5)}  ${name}`);
});
console.log(JSON.stringify({ cycles: Number(cycles), seed: Number(seed), ...verdict }, null, 2));
if (verdict.violations.length > 0) process.exitCode = 1;
