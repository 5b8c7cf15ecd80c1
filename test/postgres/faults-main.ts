// npm run test:faults:postgres -- 200
import { sufferFaults } from './faults.js';

const faults = Number(process.argv[2] ?? 50);
if (!Number.isInteger(faults) || faults < 1) {
  console.error('How many faults? A whole number, 1 or more.');
  process.exit(2);
}
const report = await sufferFaults(faults, (done) => process.stderr.write(`\r${done} of ${faults} `));
process.stderr.write('\n');
console.log(report);
const { acknowledged, inLog, inViews, unexpected, isAsRebuilt } = report;
const isWell = inLog === acknowledged && inViews === acknowledged && unexpected.length === 0 && isAsRebuilt;
console.log(isWell ? 'Nothing lost, nothing doubled.' : 'Something is wrong.');
process.exit(isWell ? 0 : 1);
