// npm run test:nightly: what takes too long for npm test, one after the other. Each says its figures. It goes on after one
// that fails, and ends with 1 if any did.
import { spawnSync } from 'node:child_process';

/** The script of package.json, and what it is given. */
const RUNS: readonly (readonly [script: string, ...words: string[]])[] = [
  ['test:fuzz', '100000'],
  ['test:faults', '200'],
  ['test:faults:postgres', '200'],
  ['test:faults:postgres-log', '100'],
  ['simulate', '--histories', '10000'],
  ['test:conformance'],
  ['test:planted', '300'],
  ['test:planted', '100', 'Postgres'],
  ['test:packed'],
];

const failed: string[] = [];
for (const [script, ...words] of RUNS) {
  const name = [script, ...words].join(' ');
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...words], { stdio: 'inherit' });
  console.log(`== ${name}: exit code ${status}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll of them passed.' : `\nFailed: ${failed.join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
