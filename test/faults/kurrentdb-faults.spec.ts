// A few cycles of what `npm run test:faults -- CYCLES` does at length.
import { MISFORTUNES } from './misfortunes.js';
import { runFaults } from './run-faults.js';

// An error that nobody catches fails the test too: Jest sees to that.
it('loses and doubles nothing while the server is stopped, paused, frozen, cut and restarted', async () => {
  const verdict = await runFaults({ cycles: MISFORTUNES.length, seed: 1 });
  expect(verdict.violations).toEqual([]);
  expect(verdict.attempts.ACKNOWLEDGED).toBeGreaterThan(200);
}, 120_000);
