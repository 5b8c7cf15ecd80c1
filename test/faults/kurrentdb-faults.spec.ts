// A few cycles of what `npm run test:faults -- CYCLES` does at length.
import { uncaughtDuring } from '../kurrentdb-adapter/on-stand-in.js';
import { runFaults } from './run-faults.js';

it('loses and doubles nothing while the server is stopped, paused, cut and restarted', async () => {
  const uncaught = await uncaughtDuring(async () => {
    const verdict = await runFaults({ cycles: 14, seed: 1 });
    expect(verdict.violations).toEqual([]);
    expect(verdict.attempts.ACKNOWLEDGED).toBeGreaterThan(200);
  });
  expect(uncaught).toEqual([]);
}, 60_000);
