// npm run test:planted -- 300
// npm run test:planted -- 300 Postgres
import { plantFaults } from './planted.js';

const [count, kind] = [Number(process.argv[2] ?? 300), process.argv[3] ?? 'SQLite'];
if (!Number.isInteger(count) || count < 1 || (kind !== 'SQLite' && kind !== 'Postgres')) {
  console.error('How many faults, and in which database? A whole number, then SQLite or Postgres.');
  process.exit(2);
}
const report = await plantFaults(count, kind, (planted) => process.stderr.write(`\r${planted} of ${count} `));
process.stderr.write('\n');
console.log(report);
console.log(`${report.found} of ${report.planted} planted faults were found in ${kind}.`);
process.exit(report.found === report.planted && report.falseAlarms.length === 0 ? 0 : 1);
